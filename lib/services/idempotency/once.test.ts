import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HOUR, SECOND } from '@/lib/core/instant'
import { testWorld } from '../testing'
import { type OnceRequest, once, type StoredAnswer } from './once'
import { purgeReplays } from './purge'
import { openVault } from './seal'

const world = await testWorld()
const clock = await world.database.movableClock()
const services = world.services.api
const ANSWER: StoredAnswer = { status: 201, body: '{"token":"asy_live_session_secret"}' }

const request = (changes: Partial<OnceRequest> = {}): OnceRequest => ({
  callerCredentialId: randomUUID(),
  secretDigest: randomBytes(32),
  route: 'POST /v1/sessions',
  idempotencyKey: randomUUID(),
  payload: '{"a":1}',
  ...changes,
})

/** A call that counts how often it happened, and answers only when it is let. */
function counting() {
  let calls = 0
  let letGo: () => void = () => undefined
  const held = new Promise<void>((done) => {
    letGo = done
  })
  return {
    calls: () => calls,
    letGo: () => letGo(),
    run: async () => {
      calls += 1
      return ANSWER
    },
    runHeld: async () => {
      calls += 1
      await held
      return ANSWER
    },
  }
}

describe('a call with a key', () => {
  it('happens once; the answer is given again as it was', async () => {
    const same = request()
    const call = counting()
    expect(await once(services, same, call.run)).toEqual({ outcome: 'first', answer: ANSWER })
    expect(await once(services, same, call.run)).toEqual({ outcome: 'replayed', answer: ANSWER })
    expect(call.calls()).toBe(1)
  })

  it('happens once when a hundred arrive together', async () => {
    const same = request()
    const call = counting()
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => once(services, same, call.run)))
    expect(call.calls()).toBe(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'first')).toHaveLength(1)
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('reused')
  })

  it('is still running until it has answered', async () => {
    const same = request()
    const call = counting()
    const first = once(services, same, call.runHeld)
    await expect.poll(call.calls).toBe(1)
    expect(await once(services, same, call.run)).toEqual({ outcome: 'running' })
    call.letGo()
    expect((await first).outcome).toBe('first')
    expect((await once(services, same, call.run)).outcome).toBe('replayed')
  })

  it('belongs to its payload', async () => {
    const same = request()
    await once(services, same, counting().run)
    expect(await once(services, { ...same, payload: '{"a":2}' }, counting().run)).toEqual({ outcome: 'reused' })
  })

  it.each([
    ['another caller', { callerCredentialId: randomUUID() }],
    ['another route', { route: 'POST /v1/keys' }],
    ['another secret', { secretDigest: randomBytes(32) }],
  ])('is another one for %s', async (_, change) => {
    const same = request()
    await once(services, same, counting().run)
    expect((await once(services, { ...same, ...change }, counting().run)).outcome).toBe('first')
  })

  it('is free again when the call threw', async () => {
    const same = request()
    const failed = once(services, same, () => Promise.reject(new Error('store away')))
    await expect(failed).rejects.toThrow('store away')
    expect((await once(services, same, counting().run)).outcome).toBe('first')
  })

  it('may be taken over after a minute when the first call broke off, and that one then keeps nothing', async () => {
    const same = request()
    const lost = counting()
    const first = once(services, same, lost.runHeld)
    await expect.poll(lost.calls).toBe(1)
    await clock.advance(59 * SECOND)
    expect((await once(services, same, counting().run)).outcome).toBe('running')
    await clock.advance(2 * SECOND)
    const second: StoredAnswer = { status: 201, body: '"second"' }
    expect(await once(services, same, async () => second)).toEqual({ outcome: 'first', answer: second })
    lost.letGo()
    await first
    expect(await once(services, same, counting().run)).toEqual({ outcome: 'replayed', answer: second })
  })

  it('is forgotten after a day', async () => {
    const same = request()
    await once(services, same, counting().run)
    await clock.advance(25 * HOUR)
    expect((await once(services, { ...same, payload: 'other' }, counting().run)).outcome).toBe('first')
    await clock.advance(25 * HOUR)
    expect(await purgeReplays(world.services.worker.db)).toBeGreaterThan(0)
    expect(await purgeReplays(world.services.worker.db)).toBe(0)
  })
})

describe('a kept answer', () => {
  it('cannot be read from the table, in no encoding', async () => {
    const same = request({ payload: 'mia@example.org' })
    await once(services, same, counting().run)
    const { rows } = await world.database.owner.query(
      'select t::text as row from idempotency t where caller_credential_id = $1',
      [same.callerCredentialId],
    )
    const bytes = Buffer.from(rows[0].row.replaceAll(/[^0-9a-f]/g, ''), 'hex').toString('latin1')
    for (const secret of ['asy_live_session_secret', 'mia@example.org', same.idempotencyKey]) {
      expect(rows[0].row).not.toContain(secret)
      expect(rows[0].row).not.toContain(Buffer.from(secret).toString('hex'))
      expect(bytes).not.toContain(secret)
    }
  })

  it('opens under its own secret, route and key only, and not when changed', () => {
    const secret = randomBytes(32)
    const sealed = openVault(secret, 'POST /v1/keys', 'k').seal('text')
    expect(openVault(secret, 'POST /v1/keys', 'k').open(sealed)).toBe('text')
    expect(() => openVault(randomBytes(32), 'POST /v1/keys', 'k').open(sealed)).toThrow()
    expect(() => openVault(secret, 'POST /v1/sessions', 'k').open(sealed)).toThrow()
    expect(() => openVault(secret, 'POST /v1/keys', 'l').open(sealed)).toThrow()
    const changed = Buffer.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(() => openVault(secret, 'POST /v1/keys', 'k').open(changed)).toThrow()
    expect(() => openVault(secret, 'POST /v1/keys', 'k').open(sealed.subarray(0, 20))).toThrow()
  })
})
