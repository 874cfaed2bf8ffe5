import { beforeEach, describe, expect, test } from 'vitest'
import { createPool } from '@/db/client'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { createTelemetry, type Telemetry } from '../judge/telemetry'
import { listRefusals } from '../refusals/list'
import { testWorld } from '../testing'
import { explain } from '../tokens/explain'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const { owner } = world.database
const PASSWORD = 'a quiet harbour in november'

beforeEach(() => clock.reset())

let count = 0
async function signedIn(): Promise<{ token: string; operatorId: string; sessionId: string }> {
  count += 1
  const email = `operator-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  const door = { ...world.system, services: world.services.console }
  return signedInBy(door, { email, password: PASSWORD }, { userAgent: null })
}

function present(token: string, touch = false) {
  return currentOperator(world.services.console, { token, touch, ip: null, userAgent: null })
}

test('a session proves who is there at sign-in, and never by being used', async () => {
  await clock.setInstant(await world.now())
  const at = await world.now()
  const { token } = await signedIn()
  await clock.advance(10 * MINUTE)
  await expect(present(token, true)).resolves.toMatchObject({ operator: { authenticatedAt: at } })
  await owner.query('delete from operator_session')
  await expect(present(token)).resolves.toMatchObject({ operator: { authenticatedAt: 0 } })
})

test('an operator has the roles they have at this request, and without one is signed out', async () => {
  const { token, operatorId } = await signedIn()
  await owner.query(`update role_binding set role = 'operator', application_id = $2 where operator_id = $1`, [
    operatorId,
    world.shop.id,
  ])
  const bindings = [{ role: 'operator', applicationId: world.shop.id }]
  await expect(present(token)).resolves.toMatchObject({ operator: { bindings } })
  await owner.query('delete from role_binding where operator_id = $1', [operatorId])
  await expect(present(token)).resolves.toEqual({ state: 'signed_out', ending: null })
})

test('a role once given is there once: neither the same again nor an owner of one application is kept', async () => {
  const { operatorId } = await signedIn()
  const give = (role: string, applicationId: string | null) =>
    owner.query(
      `insert into role_binding (id, operator_id, role, application_id, given_at, actor_type, actor_label)
       values (gen_random_uuid(), $1, $2, $3, assay_now(), 'system', 'test')`,
      [operatorId, role, applicationId],
    )
  await expect(give('support', null)).rejects.toMatchObject({ code: '23505' })
  await expect(give('owner', world.shop.id)).rejects.toMatchObject({ code: '23514' })
  await expect(give('king', null)).rejects.toMatchObject({ code: '23514' })
  await expect(give('support', world.shop.id)).resolves.toBeDefined()
})

describe('a refused token of an operator is a refusal of the built-in application', () => {
  const SOURCE = { ip: '198.51.100.40', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0' }
  const use = (token: string, services = world.services.console) =>
    currentOperator(services, { token, touch: true, ...SOURCE })

  /** What the list of refusals has of it. */
  async function refusals(filter: Parameters<typeof listRefusals>[1]) {
    await world.services.console.telemetry.flush()
    return (await listRefusals(world.administrator, filter)).items
  }

  test('which tells who ended it and why, by its reference too', async () => {
    const { token, sessionId } = await signedIn()
    const note = 'Laptop stolen'
    await revokeCredentials(world.administrator, { credentialIds: [sessionId], cause: 'key_compromise', note })
    expect(await use(token)).toMatchObject({ state: 'signed_out', ending: { reason: 'revoked' } })
    await use(token)
    const [refused, ...more] = await refusals({ credentialId: sessionId })
    expect(more).toEqual([])
    expect(refused).toMatchObject({
      ...{ reason: 'revoked', cause: 'key_compromise', kind: 'session', count: 2, ip: SOURCE.ip },
      ...{ application: { slug: 'assay' }, subject: { name: 'Nora' }, userAgent: SOURCE.userAgent, callerIp: null },
    })
    const told = await explain(world.administrator, { by: 'request', requestId: refused?.requestId ?? '' })
    expect(told).toMatchObject({ value: { verdict: { reason: 'revoked' }, credential: { id: sessionId, note } } })
  })

  test('when a limit ended it, with the limit', async () => {
    const { token, sessionId } = await signedIn()
    await clock.advance(HOUR)
    await use(token)
    const [refused] = await refusals({ credentialId: sessionId })
    const told = await explain(world.administrator, { by: 'request', requestId: refused?.requestId ?? '' })
    expect(told).toMatchObject({ value: { verdict: { reason: 'idle', policy: { scope: 'application' } } } })
  })

  test('when it ended while its use was being counted', async () => {
    const { token, sessionId } = await signedIn()
    const telemetry: Telemetry = {
      ...world.services.console.telemetry,
      async use() {
        await revokeCredentials(world.administrator, { credentialIds: [sessionId], cause: 'logged_out' })
        return false
      },
    }
    expect(await use(token, { ...world.services.console, telemetry })).toMatchObject({ state: 'signed_out' })
    expect(await refusals({ credentialId: sessionId })).toMatchObject([{ reason: 'revoked', count: 1 }])
  })

  test('and guesses fill a count, whatever program they say they come from', async () => {
    for (let guess = 0; guess < 4; guess += 1) {
      const made = { token: `guess-number-${guess}`, touch: true, ip: '198.51.100.66', userAgent: `curl/8.${guess}` }
      expect(await currentOperator(world.services.console, made)).toMatchObject({ state: 'signed_out' })
    }
    expect(await refusals({ network: '198.51.100.66' })).toMatchObject([{ reason: 'malformed', count: 4 }])
  })

  test('and none is written by a poll, by nobody, nor for a token that is accepted', async () => {
    const { token, sessionId } = await signedIn()
    await use(token)
    await use('')
    await revokeCredentials(world.administrator, { credentialIds: [sessionId], cause: 'logged_out' })
    await present(token)
    expect(await refusals({ credentialId: sessionId })).toEqual([])
  })

  test('and no answer waits for it, nor fails where it cannot be written', async () => {
    const { token, sessionId } = await signedIn()
    await revokeCredentials(world.administrator, { credentialIds: [sessionId], cause: 'logged_out' })
    const pool = createPool({ url: world.database.url, applicationName: 'closed' })
    await pool.end()
    const telemetry = createTelemetry(world.database.drizzle(pool))
    expect(await use(token, { ...world.services.console, telemetry })).toMatchObject({ ending: { reason: 'revoked' } })
    await telemetry.flush()
    expect(await refusals({ credentialId: sessionId })).toEqual([])
  })
})
