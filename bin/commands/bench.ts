import { cpus } from 'node:os'
import { errorMessage, StartupError } from '@/lib/startup-error'
import type { Series } from '../bench/figures'
import { load, type Measured, postRequest, type Target } from '../bench/load'
import { ratioLine, table } from '../bench/report'
import { openStage, type Stage, type Undo } from '../bench/stage'
import type { Command } from '../command'
import { untilStopped } from '../lifetime'

const SESSIONS = 20_000
const SESSIONS_MAX = 1_000_000
/** So few that each is used again within a minute: its last use needs no statement of its own. */
const IN_USE = 2_000
const SECONDS = 45
const SECONDS_MAX = 3_600
const CONCURRENCY = 32
const CONCURRENCY_MAX = 512
const ROUNDS = 5
const WARM_UP_MILLISECONDS = 1_000

export const command: Command = {
  help: `Usage: assay bench [--seconds N] [--concurrency N] [--sessions N] [--profile FOLDER]

Measures verification through the data plane, beside a bare node:http server with one prepared select and one that only echoes:
same machine, same requests, in turns, on a database of its own that is removed afterwards. Prints ratios.

  --seconds N        how long to measure in all (${SECONDS})
  --concurrency N    connections, each with one request under way (${CONCURRENCY})
  --sessions N       live sessions in the store (${SESSIONS})
  --profile FOLDER   leaves a CPU profile of the data plane there`,
  options: {
    seconds: { type: 'string' },
    concurrency: { type: 'string' },
    sessions: { type: 'string' },
    profile: { type: 'string' },
  },
  async run(values) {
    const seconds = wholeNumber('seconds', values.seconds ?? SECONDS, SECONDS_MAX)
    const concurrency = wholeNumber('concurrency', values.concurrency ?? CONCURRENCY, CONCURRENCY_MAX)
    const sessions = wholeNumber('sessions', values.sessions ?? SESSIONS, SESSIONS_MAX)
    const profile = typeof values.profile === 'string' ? values.profile : null
    const stopped = untilStopped()
    const undo: Undo = []
    try {
      console.log(`Issuing ${sessions.toLocaleString('en-GB')} sessions on a Postgres of its own.`)
      const size = { active: sessions, ended: IN_USE, forged: IN_USE }
      const opening = openStage({ size, profile, undo })
      const stage = await Promise.race([opening, stopped])
      // What is still being started can only be ended when it has started.
      if (stage === undefined) await opening.catch(() => undefined)
      else await Promise.race([measure(stage, seconds, concurrency), stopped])
    } finally {
      await undoAll(undo)
    }
  },
}

/** The last begun ends first. One that cannot be ended does not keep the others. */
async function undoAll(undo: Undo): Promise<void> {
  for (const end of undo.reverse()) await end().catch((error: unknown) => console.error(errorMessage(error)))
}

function wholeNumber(name: string, value: unknown, max: number): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= max) return number
  throw new StartupError(`--${name} is a whole number from 1 to ${max}`)
}

async function measure(stage: Stage, seconds: number, concurrency: number): Promise<void> {
  const targets = targetsOf(stage)
  const milliseconds = (seconds * 1000) / (targets.length * ROUNDS)
  console.log(`Measuring for ${seconds} seconds.`)
  for (const target of targets) await load(target, concurrency, Math.min(milliseconds, WARM_UP_MILLISECONDS))
  const measured = targets.map((): Measured[] => [])
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const index of turnOf(round, targets.length)) {
      const target = targets[index]
      if (target !== undefined) measured[index]?.push(await load(target, concurrency, milliseconds))
    }
  }
  const series = targets.map(({ name }, index) => ({ name, rounds: measured[index] ?? [] }))
  print(stage, series, { concurrency, milliseconds })
}

/** Every other round goes backwards: no target always follows the same one. */
function turnOf(round: number, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  return round % 2 === 0 ? order : order.reverse()
}

function targetsOf({ population, ports }: Stage): Target[] {
  const { serviceKey, active, forged, ended } = population
  const requests = (tokens: readonly string[]) =>
    tokens.map((token) => postRequest('/v1/verify', serviceKey, { token, context: CONTEXT }))
  const [activeRequests, refused] = [requests(active.slice(0, IN_USE)), '"active":false']
  return [
    { name: 'verify, active', port: ports.api, requests: activeRequests, expects: '"active":true' },
    { name: 'bare select', port: ports.select, requests: activeRequests, expects: '"active":true' },
    { name: 'bare echo', port: ports.echo, requests: activeRequests, expects: '"token"' },
    { name: 'verify, forged', port: ports.api, requests: requests(forged), expects: refused },
    { name: 'verify, ended', port: ports.api, requests: requests(ended), expects: refused },
  ]
}

/** What an application sends of its end user. */
const CONTEXT = { ip: '203.0.113.7', user_agent: 'Mozilla/5.0 (X11; Linux x86_64) bench' }

function print(stage: Stage, series: readonly Series[], run: { concurrency: number; milliseconds: number }): void {
  const [active, select, echo, forged, ended] = series
  if (!(active && select && echo && forged && ended)) throw new Error('A target was not measured')
  const [processor] = cpus()
  console.log(`
Node ${process.versions.node}, Postgres ${stage.postgres}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}
${run.concurrency} connections, ${ROUNDS} rounds of ${(run.milliseconds / 1000).toFixed(1)} s each

${table(series)}

${ratioLine(active, select)}  aim 0.60
${ratioLine(active, echo)}
${ratioLine(forged, select)}
${ratioLine(ended, select)}

bare select: node:http, pg, one named prepared select by selector, the same pool. bare echo: node:http alone.`)
}
