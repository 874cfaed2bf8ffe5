import { beforeAll, describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { readCredentialDetail } from '../../credentials/read'
import { revokeCredentials } from '../../credentials/revoke'
import { testWorld } from '../../testing'
import { RELYING_PARTY } from '../factors/testing-passkey'
import { accountsOf, PASSWORD } from '../manage/testing-accounts'
import { stepUp } from '../step-up'
import { changePassword } from './change-password'

const world = await testWorld()
const clock = await world.database.movableClock()
const { account, actorOf, enter, read } = accountsOf(world)
const change = { current: PASSWORD, password: 'seven lanterns over the estuary', endOthers: true }

beforeAll(async () => {
  await clock.setInstant(await world.now())
})

async function signedIn() {
  const { email } = await account()
  return { email, ...(await enter(email)) }
}

/** As the next click with this token. */
async function contextOf(token: string) {
  const operator = await actorOf(token)
  if (operator === null) throw new Error('Should be signed in')
  return { context: world.asOperator(operator), operator }
}

async function changed(token: string, input = change) {
  const { context } = await contextOf(token)
  const outcome = await changePassword(context, input)
  if (!outcome.ok) throw new Error('Nothing refuses it')
  return { ...outcome.value, context }
}

describe('a changed password gives the session a new token', () => {
  test('the one it had when the password was changed is superseded by a new one, and stays the same session', async () => {
    const old = await signedIn()
    const { token, sessionId } = await changed(old.token)
    expect(await read(old.token)).toMatchObject({
      state: 'signed_out',
      ending: { reason: 'superseded', since: await world.now() },
      renewed: { sessionId: old.sessionId },
    })
    expect((await contextOf(token)).operator.sessionId).toBe(sessionId)
    expect(await readCredentialDetail(world.administrator, { credentialId: sessionId })).toMatchObject({
      family: [{ id: old.sessionId }, { id: sessionId }],
    })
  })

  test('whether other sessions end with it or stay', async () => {
    for (const endOthers of [true, false]) {
      const { email, token: mine } = await signedIn()
      const other = await enter(email)
      const { token, sessionsEnded } = await changed(mine, { ...change, endOthers })
      expect(sessionsEnded).toBe(endOthers ? 1 : 0)
      expect((await read(other.token)).state).toBe(endOthers ? 'signed_out' : 'signed_in')
      expect((await read(token)).state).toBe('signed_in')
    }
  })

  test('it confirms nothing: what was proved last, and when, comes along', async () => {
    const old = await signedIn()
    const { operator } = await contextOf(old.token)
    await clock.advance(6 * MINUTE)
    const { token } = await changed(old.token)
    expect((await contextOf(token)).operator.authenticatedAt).toBe(operator.authenticatedAt)
  })

  test('a session that never proved anything goes on so: it is asked before anything that needs proof', async () => {
    const { token: first, sessionId } = await signedIn()
    await world.database.owner.query('delete from operator_session where credential_id = $1', [sessionId])
    const { token } = await changed(first)
    expect((await contextOf(token)).operator.authenticatedAt).toBe(0)
  })

  test('it is entered with the change, as one act', async () => {
    const old = await signedIn()
    const { sessionId, context } = await changed(old.token)
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['account.password_changed', { sessionsEnded: 0 }],
      ['session.renewed', { credentialId: old.sessionId, successorId: sessionId }],
      ['session.issued', { credentialId: sessionId, authMethod: 'pwd' }],
    ])
    expect(JSON.stringify(entries)).not.toContain('asy_live_session')
  })

  test('a session that was revoked meanwhile gets none, and the password stays as it was', async () => {
    const { email, token, sessionId } = await signedIn()
    const { context } = await contextOf(token)
    await revokeCredentials(world.administrator, { credentialIds: [sessionId], cause: 'key_compromise' })
    await expect(changePassword(context, change)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(enter(email)).resolves.toBeDefined()
  })

  test('one whose other window was confirmed meanwhile is to ask again with the new token', async () => {
    const { token } = await signedIn()
    const { context } = await contextOf(token)
    const proof = { kind: 'password', password: PASSWORD } as const
    expect(await stepUp(context, { proof, relyingParty: RELYING_PARTY })).toMatchObject({ ok: true })
    await expect(changePassword(context, change)).rejects.toMatchObject({ code: 'session_renewed' })
  })
})
