import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { previewAct } from '../acts/preview'
import { runAct } from '../acts/run'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { endOwnSessions } from './account/end-own-sessions'
import { endRenewed } from './account/end-renewed'
import { listOwnSessions } from './account/own-sessions'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { addPasskey, proposePasskey } from './factors/add-passkey'
import { RELYING_PARTY, softwarePasskey } from './factors/testing-passkey'
import { signOut } from './sign-out'
import { stepUp } from './step-up'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const door = { ...world.system, services: world.services.console, requestIp: '192.0.2.7' }
const proof = { kind: 'password', password: PASSWORD } as const

beforeAll(async () => {
  await clock.setInstant(await world.now())
})

beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
})

let count = 0

async function signedIn(role: 'support' | 'administrator' = 'support') {
  count += 1
  const email = `renewed-${count}@example.org`
  await createOperator(world.administrator, {
    name: 'Nora',
    email,
    password: PASSWORD,
    bindings: [{ role, applicationId: null }],
  })
  return { email, ...(await signedInBy(door, { email, password: PASSWORD }, { userAgent: FIREFOX })) }
}

const judged = (token: string, touch = false) =>
  currentOperator(world.services.console, { token, touch, ip: '192.0.2.7', userAgent: FIREFOX })

/** As the next click with this token. */
async function contextOf(token: string) {
  const current = await judged(token)
  if (current.state !== 'signed_in') throw new Error('Should be signed in')
  return { context: world.asOperator(current.operator), operator: current.operator, endsAt: current.endsAt }
}

async function confirmed(token: string) {
  const { context } = await contextOf(token)
  const outcome = await stepUp(context, { proof, relyingParty: RELYING_PARTY })
  if (!outcome.ok) throw new Error(outcome.message)
  return { ...outcome.value, context }
}

async function stored(sessionId: string) {
  const { rows } = await world.database.owner.query(
    `select family_id, generation, auth_method, host(created_ip) as ip, created_user_agent, signed_in_at
       from credential join family on family.id = family_id where credential.id = $1`,
    [sessionId],
  )
  return rows[0]
}

describe('a step-up gives the session a new token', () => {
  test('the old token is refused as superseded from that instant on, and the new one is accepted', async () => {
    const old = await signedIn()
    const { token, sessionId } = await confirmed(old.token)
    expect(token).not.toBe(old.token)
    expect(await judged(old.token, true)).toMatchObject({
      state: 'signed_out',
      ending: { reason: 'superseded', since: await world.now() },
      renewed: { sessionId: old.sessionId },
    })
    expect((await contextOf(token)).operator.sessionId).toBe(sessionId)
  })

  test('it stays the same session: family, sign-in, method and device; the address is where it was confirmed', async () => {
    const old = await signedIn()
    await clock.advance(6 * MINUTE)
    const { sessionId } = await confirmed(old.token)
    const before = await stored(old.sessionId)
    expect(await stored(sessionId)).toEqual({ ...before, generation: 2, ip: '192.0.2.10' })
    expect(before).toMatchObject({ ip: '192.0.2.7', created_user_agent: FIREFOX, auth_method: 'pwd' })
  })

  test('no limit begins anew: it ends twelve hours after the sign-in, however often it is confirmed', async () => {
    const { token: first } = await signedIn()
    const signedInAt = await world.now()
    let token = first
    for (let hour = 0; hour < 23; hour += 1) {
      await clock.advance(HOUR / 2)
      token = (await confirmed(token)).token
    }
    expect((await contextOf(token)).endsAt).toBe(signedInAt + 12 * HOUR)
    await clock.advance(HOUR / 2)
    expect(await judged(token)).toMatchObject({ ending: { reason: 'expired', limitSeconds: 12 * 3600 } })
  })

  test('the old token, presented again and again, ends nothing and is never accepted', async () => {
    const old = await signedIn()
    const { token } = await confirmed(old.token)
    for (let times = 0; times < 3; times += 1) {
      expect((await judged(old.token, true)).state).toBe('signed_out')
      await clock.advance(MINUTE)
    }
    expect((await judged(token)).state).toBe('signed_in')
  })

  test('it is entered as one act: the proof, the renewal and the new token', async () => {
    const old = await signedIn()
    const { sessionId, context } = await confirmed(old.token)
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries.map(({ action, targetId, detail }) => [action, targetId, detail])).toEqual([
      ['identity.confirmed', context.actor.type === 'operator' && context.actor.id, expect.anything()],
      ['session.renewed', old.sessionId, { credentialId: old.sessionId, successorId: sessionId }],
      ['session.issued', sessionId, { credentialId: sessionId, authMethod: 'pwd' }],
    ])
    expect(JSON.stringify(entries)).not.toContain('asy_live_session')
  })

  test('nobody is told by mail: it is their own doing', async () => {
    const { rows } = await world.database.owner.query(`select kind from notice where kind like 'credential%'`)
    expect(rows).toEqual([])
  })
})

describe('none is given', () => {
  test('for a wrong password: the token stays as it was', async () => {
    const { token } = await signedIn()
    const { context } = await contextOf(token)
    const wrong = { kind: 'password', password: 'not the right password' } as const
    expect(await stepUp(context, { proof: wrong, relyingParty: RELYING_PARTY })).toMatchObject({ code: 'wrong_proof' })
    expect((await judged(token)).state).toBe('signed_in')
  })

  test('to a session that was revoked while its holder was typing', async () => {
    const { token, sessionId } = await signedIn()
    const { context } = await contextOf(token)
    await revokeCredentials(world.administrator, {
      credentialIds: [sessionId],
      cause: 'key_compromise',
      note: 'stolen',
    })
    await expect(stepUp(context, { proof, relyingParty: RELYING_PARTY })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(await stored(sessionId)).toMatchObject({ generation: 1 })
    expect(await judged(token)).toMatchObject({ ending: { reason: 'revoked' } })
  })

  test('twice: of two windows that confirm at once, the second is to ask again with the new token', async () => {
    const { token } = await signedIn()
    const { context } = await contextOf(token)
    const outcomes = await Promise.allSettled([
      stepUp(context, { proof, relyingParty: RELYING_PARTY }),
      stepUp(context, { proof, relyingParty: RELYING_PARTY }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'session_renewed' } })
  })
})

describe('what hangs on a session comes along', () => {
  test('it is one session in the list, this one, with its sign-in', async () => {
    const { email, token: first } = await signedIn()
    const signedInAt = await world.now()
    await clock.advance(MINUTE)
    const { token, sessionId } = await confirmed(first)
    const { context } = await contextOf(token)
    expect(await listOwnSessions(context, {})).toMatchObject([{ id: sessionId, current: true, signedInAt }])
    await signedInBy(door, { email, password: PASSWORD }, { userAgent: null })
    expect(await listOwnSessions(context, {})).toHaveLength(2)
  })

  test('a passkey another window is in the middle of adding is added', async () => {
    const { token: first } = await signedIn()
    const { context, operator } = await contextOf(first)
    const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const made = softwarePasskey(operator.id).make({ challenge })
    const { token } = await confirmed(first)
    const added = await addPasskey((await contextOf(token)).context, { name: 'Key', made, relyingParty: RELYING_PARTY })
    expect(added).toMatchObject({ ok: true })
  })

  test('whoever ends it by the id it had before ends it as it is now; the one in use is spared by either', async () => {
    const { email, ...mine } = await signedIn()
    const lost = await signedInBy(door, { email, password: PASSWORD }, { userAgent: null })
    const [here, there] = [await confirmed(mine.token), await confirmed(lost.token)]
    const { context } = await contextOf(here.token)
    await expect(endOwnSessions(context, { which: 'one', sessionId: mine.sessionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    const ended = await endOwnSessions(context, { which: 'one', sessionId: lost.sessionId })
    expect(ended).toEqual({ ok: true, value: { ended: 1 } })
    expect((await judged(there.token)).state).toBe('signed_out')
    expect((await judged(here.token)).state).toBe('signed_in')
  })

  test('the others are ended without the one in use, also by a request that came with the token before', async () => {
    const { token: first } = await signedIn()
    const { context } = await contextOf(first)
    const { token } = await confirmed(first)
    expect(await endOwnSessions(context, { which: 'others' })).toEqual({ ok: true, value: { ended: 0 } })
    expect((await judged(token)).state).toBe('signed_in')
  })

  test('signing out with the token before ends it, whether it was judged before the renewal or after', async () => {
    const one = await signedIn()
    const { context } = await contextOf(one.token)
    const renewed = await confirmed(one.token)
    expect(await signOut(context, {})).toMatchObject({ ok: true, value: { sessionId: renewed.sessionId } })
    expect(await judged(renewed.token)).toMatchObject({ ending: { reason: 'revoked', cause: 'logged_out' } })

    const two = await signedIn()
    const { token } = await confirmed(two.token)
    const old = await judged(two.token)
    if (old.state !== 'signed_out' || old.renewed === undefined) throw new Error('Should have been renewed')
    expect(await endRenewed(door, old.renewed)).toEqual({ ok: true, value: { ended: 1 } })
    expect(await judged(token)).toMatchObject({ ending: { reason: 'revoked', cause: 'logged_out' } })
  })

  test('an administrator who ends it by the id a list still shows ends it', async () => {
    const { token: first, sessionId } = await signedIn()
    const { token } = await confirmed(first)
    const revoked = await revokeCredentials(world.administrator, { credentialIds: [sessionId] })
    expect(revoked).toMatchObject({ value: { ended: 1 } })
    expect((await judged(token)).state).toBe('signed_out')
  })

  test('an act that was previewed before it, and confirmed after, still spares the operator’s own session', async () => {
    const { token: first } = await signedIn('administrator')
    const { context, operator } = await contextOf(first)
    const scope = { type: 'subject', subjectId: operator.subjectId } as const
    const previewed = await previewAct(context, { verb: 'end', scope })
    if (!previewed.ok) throw new Error(previewed.message)
    const { token } = await confirmed(first)
    await runAct((await contextOf(token)).context, {
      actId: previewed.value.act.id,
      cause: 'unspecified',
      note: 'tidying up',
      confirmation: String(previewed.value.act.total),
    })
    expect((await judged(token)).state).toBe('signed_in')
  })
})
