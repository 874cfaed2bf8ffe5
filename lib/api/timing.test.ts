import { describe, expect, it, vi } from 'vitest'
import { monotonic } from '@/lib/clock'
import { formatToken } from '@/lib/core/token'
import { mintToken, randomBase62 } from '@/lib/crypto/token'
import { testWorld } from '@/lib/services/testing'
import { createApi } from './app'
import { issueServiceKey } from './testing'
import { withOtherSecret } from './testing-refusals'

const BLOCKS = 100
const CALLS_PER_BLOCK = 100
const MEDIAN_MICROSECONDS_MAX = 50
const AUC_MAX = 0.52

const world = await testWorld()
const app = createApi({ services: world.services.api, issuer: 'http://localhost' })
const key = await issueServiceKey(world, world.shop)
const live = await Promise.all(Array.from({ length: 50 }, () => world.session(world.shop)))

/** A guess of the secret behind a selector that exists. */
const known = (index: number) => withOtherSecret(live[index % live.length]?.token ?? '')
/** The same guess at a selector that does not. */
const unknown = () => {
  const { head } = mintToken(world.keyring, 'live', 'session')
  return formatToken(head, randomBase62(43), randomBase62(8))
}

const verify = (token: string) =>
  app.request('/v1/verify', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })

async function bytesOf(token: string): Promise<string> {
  return (await (await verify(token)).text()).replaceAll(/req_\w{22}/g, 'req_')
}

interface Block {
  readonly known: number[]
  readonly unknown: number[]
}

/** Calls of both sides in random order. What they leave to be written is written outside of the measurement. */
async function measureBlock(): Promise<Block> {
  const calls = Array.from({ length: CALLS_PER_BLOCK }, (_, index) =>
    Math.random() < 0.5
      ? { side: 'known' as const, token: known(index) }
      : { side: 'unknown' as const, token: unknown() },
  )
  const block: Block = { known: [], unknown: [] }
  for (const { side, token } of calls) block[side].push(await timeOf(token))
  await world.services.api.telemetry.flush()
  return block
}

async function timeOf(token: string): Promise<number> {
  const begun = monotonic()
  await (await verify(token)).text()
  return (monotonic() - begun) * 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** The chance that a random measurement of one side is above one of the other: 0.5 tells nothing apart. */
function areaUnderCurve(a: readonly number[], b: readonly number[]): number {
  const ranked = [...a.map((value) => ({ value, ofA: true })), ...b.map((value) => ({ value, ofA: false }))]
  ranked.sort((x, y) => x.value - y.value)
  const rankSum = ranked.reduce((sum, { ofA }, index) => (ofA ? sum + index + 1 : sum), 0)
  const area = (rankSum - (a.length * (a.length + 1)) / 2) / (a.length * b.length)
  return Math.max(area, 1 - area)
}

describe('a guessed secret', () => {
  it('is answered with the same bytes whether its selector exists or not', async () => {
    expect(await bytesOf(known(0))).toBe(await bytesOf(unknown()))
  })

  it('costs the same one statement whether its selector exists or not', async () => {
    const statements = vi.spyOn(world.database.api, 'query')
    await verify(known(0))
    expect(statements).toHaveBeenCalledTimes(1)
    await verify(unknown())
    expect(statements).toHaveBeenCalledTimes(2)
    statements.mockRestore()
  })

  it('takes the same time whether its selector exists or not', { timeout: 180_000, retry: 2 }, async () => {
    await measureBlock()
    const differences: number[] = []
    const all: Block = { known: [], unknown: [] }
    for (let block = 0; block < BLOCKS; block += 1) {
      const { known, unknown } = await measureBlock()
      differences.push(median(known) - median(unknown))
      all.known.push(...known)
      all.unknown.push(...unknown)
    }
    expect(Math.abs(median(differences))).toBeLessThan(MEDIAN_MICROSECONDS_MAX)
    expect(areaUnderCurve(all.known, all.unknown)).toBeLessThan(AUC_MAX)
  })
})
