import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { createVisitor } from '@/lib/oidc/testing-issuer-pages'
import { endByIssuer } from '@/lib/services/operators/sso/end-by-issuer'
import { linkIdentityOf, linkOwnIdentity } from '@/lib/services/operators/sso/link-identity'
import { listOwnIdentities } from '@/lib/services/operators/sso/list-identities'
import { readSignOutHint } from '@/lib/services/operators/sso/sign-out-hint'
import { unlinkOwnIdentity } from '@/lib/services/operators/sso/unlink-identity'
import { readStepUpOffer } from '@/lib/services/operators/step-up'
import { signedInBy as signInByPassword } from '@/lib/services/operators/testing-sign-in'
import { systemContext } from './operator-door'
import { arrive } from './single-sign-on'
import { PASSWORD, ssoWorld, tokenOf } from './testing-sso'

const world = await ssoWorld()
const { issuer, owner: by, actorOf } = world
afterAll(() => issuer.close())

const ONCALL = { name: 'oncall', role: 'operator', applicationId: null } as const

beforeEach(async () => {
  issuer.lies.idToken = null
  await world.setUp({ groups: [ONCALL] })
})

const refusal = (code: string) => ({ state: 'refused', problem: { code } })

describe('groups', () => {
  test('one that is left takes its role at the next sign-in, from the sessions that are open too', async () => {
    const person = world.person({ groups: ['oncall'] })
    const token = tokenOf(await world.signIn(person))
    issuer.accounts.set(person, { groups: [] })
    expect(await world.signIn(person)).toMatchObject(refusal('no_role'))
    expect((await world.who(token)).state).toBe('signed_out')
  })

  test('they give roles for one application only, where they are said to', async () => {
    await world.setUp({ groups: [{ name: 'shop', role: 'support', applicationId: world.shop.id }] })
    const actor = await actorOf(tokenOf(await world.signIn(world.person({ groups: ['shop'] }))))
    expect(actor.bindings).toEqual([{ role: 'support', applicationId: world.shop.id }])
  })

  test('they neither give nor take what was given by hand', async () => {
    const person = world.person({ groups: ['oncall'] })
    const { id } = await actorOf(tokenOf(await world.signIn(person)))
    await world.database.owner.query(
      `insert into role_binding (id, operator_id, role, given_at, actor_type, actor_label) values ($1, $2, 'auditor', assay_now(), 'system', 'test'), ($3, $2, 'operator', assay_now(), 'system', 'test')`,
      [randomUUID(), id, randomUUID()],
    )
    issuer.accounts.set(person, { groups: [] })
    const actor = await actorOf(tokenOf(await world.signIn(person)))
    expect(actor.bindings.map(({ role }) => role).sort()).toEqual(['auditor', 'operator'])
  })

  test('a change is entered with what it was before and is after', async () => {
    const person = world.person({ groups: ['oncall'] })
    const { id } = await actorOf(tokenOf(await world.signIn(person)))
    issuer.accounts.set(person, { groups: [] })
    await world.signIn(person)
    const entry = (await world.entries({ action: 'sso.roles_changed' })).find(({ targetId }) => targetId === id)
    expect(entry?.detail).toEqual({ before: [{ role: 'operator', applicationId: null }], after: [] })
  })

  test('the last owner stays one, although the issuer no longer says so', async () => {
    await world.setUp({ groups: [{ name: 'owners', role: 'owner', applicationId: null }] })
    const person = world.person({ groups: ['owners'] })
    const { id } = await actorOf(tokenOf(await world.signIn(person)))
    const away = await world.database.owner.query<{ id: string }>(
      `update role_binding set role = 'auditor' where role = 'owner' and operator_id <> $1 returning id`,
      [id],
    )
    issuer.accounts.set(person, { groups: [] })
    const actor = await actorOf(tokenOf(await world.signIn(person)))
    expect(actor.bindings).toEqual([{ role: 'owner', applicationId: null }])
    await world.database.owner.query(`update role_binding set role = 'owner' where id = any($1)`, [
      away.rows.map((row) => row.id),
    ])
  })
})

describe('linking', () => {
  async function nora() {
    const email = `nora-${randomUUID()}@example.org`
    await world.local('support', email)
    const door = systemContext(world.services.console, null)
    const { token } = await signInByPassword(door, { email, password: PASSWORD }, { userAgent: null })
    return { token, actor: await actorOf(token) }
  }

  test('the signed-in operator links themselves, and signs in there as who they are', async () => {
    const { token, actor } = await nora()
    const person = world.person()
    const linked = await world.signIn(person, { purpose: 'link', sessionId: actor.sessionId, sessionToken: token })
    expect(linked).toEqual({ state: 'done', next: '/keys', token: null })
    expect((await actorOf(tokenOf(await world.signIn(person)))).id).toBe(actor.id)
  })

  test('it counts in the session in which it began, and in no other', async () => {
    const [mine, other] = [await nora(), await nora()]
    const journey = { purpose: 'link', sessionId: mine.actor.sessionId } as const
    for (const sessionToken of [other.token, undefined]) {
      const arrived = await world.signIn(world.person(), { ...journey, ...(sessionToken && { sessionToken }) })
      expect(arrived).toMatchObject(refusal('other_session'))
    }
  })

  test('one person at the issuer is never two operators', async () => {
    const [first, second] = [await nora(), await nora()]
    const identity = { issuer: issuer.url, subject: world.person() }
    expect(await linkOwnIdentity({ ...by, actor: first.actor }, identity)).toMatchObject({ ok: true })
    expect(await linkOwnIdentity({ ...by, actor: first.actor }, identity)).toMatchObject({ ok: true })
    expect(await linkOwnIdentity({ ...by, actor: second.actor }, identity)).toMatchObject({ code: 'identity_taken' })
  })

  test('an owner links another operator; an administrator may not', async () => {
    const { actor } = await nora()
    const person = world.person()
    const link = { operatorId: actor.id, subject: person }
    await expect(linkIdentityOf(world.administrator, link)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await linkIdentityOf(by, link)).toMatchObject({ ok: true })
    expect((await actorOf(tokenOf(await world.signIn(person)))).id).toBe(actor.id)
    await expect(linkIdentityOf(by, { ...link, operatorId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('what was linked can be taken away with the roles it brought, but not the only way in', async () => {
    const { actor } = await nora()
    const person = world.person({ groups: ['oncall'] })
    await linkOwnIdentity({ ...by, actor }, { issuer: issuer.url, subject: person })
    tokenOf(await world.signIn(person))
    const [identity] = await listOwnIdentities({ ...by, actor }, {})
    const identityId = identity?.id ?? ''
    const stale = { ...actor, authenticatedAt: 0 }
    const context = { ...by, actor: stale }
    await expect(unlinkOwnIdentity(context, { identityId })).rejects.toMatchObject({ code: 'step_up_required' })
    expect(await unlinkOwnIdentity({ ...by, actor }, { identityId })).toMatchObject({ ok: true })
    issuer.accounts.set(person, { groups: ['staff'] })
    expect(await world.signIn(person)).toMatchObject(refusal('unknown_identity'))

    const issuersOnly = await actorOf(tokenOf(await world.signIn(world.person({ groups: ['oncall'] }))))
    const [only] = await listOwnIdentities({ ...by, actor: issuersOnly }, {})
    const outcome = await unlinkOwnIdentity({ ...by, actor: issuersOnly }, { identityId: only?.id ?? '' })
    expect(outcome).toMatchObject({ ok: false, code: 'only_way_in' })
    await expect(unlinkOwnIdentity({ ...by, actor }, { identityId: only?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('confirming who one is', () => {
  test('a new proof at the issuer is a fresh proof here', async () => {
    const person = world.person({ groups: ['oncall'] })
    const visitor = createVisitor()
    const token = tokenOf(await world.signIn(person, { by: visitor }))
    const { sessionId } = await actorOf(token)
    await world.database.owner.query(
      `update operator_session set authenticated_at = assay_now() - interval '1 hour' where credential_id = $1`,
      [sessionId],
    )
    const offer = await readStepUpOffer({ ...by, actor: await actorOf(token) }, {})
    expect(offer).toMatchObject({ issuer: 'Acme', password: false })
    const journey = { purpose: 'confirm', sessionId, sessionToken: token, by: visitor } as const
    const arrived = await world.signIn(person, journey)
    expect(arrived).toMatchObject({ state: 'done', next: '/keys' })
    expect((await actorOf(tokenOf(arrived))).authenticatedAt).toBeGreaterThan((await world.now()) - MINUTE)
  })

  test('it gives the session a new token, which signs out at the issuer as the old one did', async () => {
    const person = world.person({ groups: ['oncall'] })
    const visitor = createVisitor()
    const first = tokenOf(await world.signIn(person, { by: visitor }))
    const { sessionId } = await actorOf(first)
    const hint = await readSignOutHint({ ...by, actor: await actorOf(first) }, {})
    const journey = { purpose: 'confirm', sessionId, sessionToken: first, by: visitor } as const
    const token = tokenOf(await world.signIn(person, journey))
    expect(await world.who(first)).toMatchObject({ state: 'signed_out', ending: { reason: 'superseded' } })
    expect(await readSignOutHint({ ...by, actor: await actorOf(token) }, {})).toBe(hint)
    const notice = { issuer: issuer.url, subject: person, sessionId: await sidOf(token), issuedAt: await world.now() }
    await endByIssuer(systemContext(world.services.console, null), notice)
    expect(await world.who(token)).toMatchObject({ state: 'signed_out', ending: { cause: 'logged_out' } })
  })

  test('a journey to the issuer that another window began before goes on after', async () => {
    const person = world.person({ groups: ['oncall'] })
    const visitor = createVisitor()
    const first = tokenOf(await world.signIn(person, { by: visitor }))
    const { sessionId } = await actorOf(first)
    const other = await world.travel(person, { purpose: 'confirm', sessionId })
    const journey = { purpose: 'confirm', sessionId, sessionToken: first, by: visitor } as const
    const token = tokenOf(await world.signIn(person, journey))
    expect(await arrive(world.settings, { ...other, sessionToken: token })).toMatchObject({ state: 'done' })
  })

  async function sidOf(token: string): Promise<string> {
    const { rows } = await world.database.owner.query<{ sid: string }>(
      'select issuer_session_id as sid from sso_session where credential_id = $1',
      [(await actorOf(token)).sessionId],
    )
    return rows[0]?.sid ?? ''
  }

  test('somebody else’s proof is none', async () => {
    const token = tokenOf(await world.signIn(world.person({ groups: ['oncall'] })))
    const { sessionId, authenticatedAt } = await actorOf(token)
    const other = world.person({ groups: ['oncall'] })
    const arrived = await world.signIn(other, { purpose: 'confirm', sessionId, sessionToken: token })
    expect(arrived).toMatchObject({ ...refusal('somebody_else'), next: '/keys' })
    expect((await actorOf(token)).authenticatedAt).toBe(authenticatedAt)
  })
})
