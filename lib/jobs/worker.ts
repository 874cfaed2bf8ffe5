import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import { wallClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import type { Keyring } from '@/lib/crypto/keyring'
import type { Log } from '@/lib/log'
import { continueWaiting } from '@/lib/services/acts/run-waiting'
import type { Context, Services } from '@/lib/services/context'
import { createServices } from '@/lib/services/create-services'
import { registerKeyring } from '@/lib/services/keyring/register'
import { reportMailServer } from '@/lib/services/notices/report-server'
import { sendNotices } from '@/lib/services/notices/send'
import { sweepDueNotices } from '@/lib/services/notices/sweep-due'
import { refineForged } from '@/lib/services/refusals/refine-forged'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { sealAndTell } from './audit-stream'
import { type Loop, startLoop } from './loop'
import { mailLinks } from './mail-links'
import type { Mailer } from './mailer'
import { keepUp } from './upkeep'

export interface WorkerOptions {
  readonly pool: pg.Pool
  readonly keyring: Keyring
  /** How mails leave, and where their readers find the console; null: none are sent. */
  readonly mail?: { readonly mailer: Mailer; readonly consoleUrl: string } | null
  /** Where sealed entries of the audit are written as well, for another system to collect; null: nowhere. */
  readonly auditLog?: Log | null
  /** Where a failed turn is reported; the next turn tries again. */
  readonly onError?: (name: string, error: unknown) => void
}

/** Starts the slow work: loops for what must happen within seconds, the job queue with its cron for the rest. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const services = createServices(options.pool, options.keyring)
  await registerKeyring(systemContext(services), {})
  await keepUp(services)
  const { mail = null, auditLog = null, onError = logError } = options
  await reportMailServer(services, mail?.mailer ?? null)
  const loops = [...startLoops(services, auditLog, onError), ...mailLoops(services, mail, onError)]
  const runner = await run({
    pgPool: options.pool,
    taskList: tasks(services),
    parsedCronItems: parseCronItems([{ task: 'keep_up', match: '17 * * * *' }]),
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
  })
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await runner.stop()
      await services.telemetry.flush()
      mail?.mailer.close()
      auditLog?.flush()
    },
  }
}

type OnError = NonNullable<WorkerOptions['onError']>

function startLoops(services: Services, auditLog: Log | null, onError: OnError): Loop[] {
  return [
    startLoop({ name: 'seal', everyMilliseconds: 500, run: () => sealAndTell(services, auditLog), onError }),
    startLoop({ name: 'sweep', everyMilliseconds: 2_000, run: sweeper(services), onError }),
    startLoop({
      name: 'acts',
      everyMilliseconds: 1_000,
      run: () => continueWaiting(systemContext(services)),
      onError,
    }),
    startLoop({ name: 'refine', everyMilliseconds: 5_000, run: () => refineForged(services), onError }),
  ]
}

function mailLoops(services: Services, mail: WorkerOptions['mail'], onError: OnError): Loop[] {
  if (!mail) return []
  const options = { deliver: mail.mailer.deliver, ...mailLinks(mail.consoleUrl) }
  return [
    startLoop({ name: 'mail', everyMilliseconds: 2_000, run: () => sendNotices(services, options), onError }),
    startLoop({ name: 'mail_due', everyMilliseconds: 60_000, run: () => sweepDueNotices(services), onError }),
  ]
}

function tasks(services: Services): TaskList {
  return { keep_up: () => keepUp(services) }
}

/** Each turn goes on where the last one stopped. */
function sweeper(services: Services): () => Promise<number> {
  let after: string | null = null
  return async () => {
    const outcome = await sweepEnded(systemContext(services), { after })
    after = outcome.ok ? outcome.value.after : null
    return outcome.ok ? outcome.value.ended : 0
  }
}

function systemContext(services: Services): Context {
  return { services, actor: { type: 'system', name: 'Assay' }, correlationId: newId(wallClock()), requestIp: null }
}

function logError(name: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${JSON.stringify({ level: 'error', job: name, message })}\n`)
}
