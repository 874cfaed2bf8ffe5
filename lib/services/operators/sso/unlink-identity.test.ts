import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role, RoleBinding } from '@/lib/core/permissions'
import type { OperatorActor } from '../../context'
import { context, testWorld } from '../../testing'
import { readOperatorView } from '../manage/list-operators'
import { removeOperator } from '../manage/remove-operator'
import { accountsOf } from '../manage/testing-accounts'
import { linkIdentityOf } from './link-identity'
import { saveSsoSettings } from './settings'
import { signInByIssuer } from './sign-in-by-issuer'
import { unlinkIdentityOf, unlinkOwnIdentity } from './unlink-identity'

const world = await testWorld()
const { account, actorOf, door, enter, read } = accountsOf(world)
const { owner: store } = world.database
const ISSUER = 'https://issuer.example'
const everywhere = (role: Role): RoleBinding => ({ role, applicationId: null })
const ONCALL = { name: 'oncall', ...everywhere('operator') }
const OWNERS = { name: 'owners', ...everywhere('owner') }

async function setUp(changes: Partial<Parameters<typeof saveSsoSettings>[1]> = {}): Promise<void> {
  await store.query(`update operator set password_hash = 'none' where id = $1`, [idOf(world.owner.actor)])
  const saved = await saveSsoSettings(world.owner, {
    issuer: ISSUER,
    label: 'Example',
    clientId: 'assay',
    scopes: ['openid'],
    groupsClaim: 'groups',
    groups: [ONCALL, OWNERS],
    defaultRole: null,
    passwordsAllowed: true,
    enabled: true,
    ...changes,
  })
  if (!saved.ok) throw new Error(saved.message)
}

beforeEach(() => setUp())

const idOf = (actor: typeof world.owner.actor) => (actor.type === 'operator' ? actor.id : '')

/** Comes in by the issuer, which says that they are in these groups. */
async function arrive(subject: string, groups: readonly string[] = []) {
  const identity = {
    ...{ issuer: ISSUER, subject, name: 'Mia', email: `${subject}@example.org` },
    ...{ groups: [...groups], sessionId: null, authenticatedAt: null },
  }
  const outcome = await signInByIssuer(door, { identity, idToken: 'a.b.c', source: { userAgent: null } })
  if (!outcome.ok || !outcome.value.admitted) throw new Error(JSON.stringify(outcome))
  return outcome.value
}

/** An operator with a password and a role by hand, who is this person at the issuer, too. */
async function linked(bindings?: readonly RoleBinding[]) {
  const made = await account(bindings)
  const subject = `u-${randomUUID().slice(0, 8)}`
  await linkIdentityOf(world.owner, { operatorId: made.id, subject })
  return { ...made, subject, identityId: await identityOf(made.id) }
}

async function identityOf(operatorId: string): Promise<string> {
  const { identities } = await readOperatorView(world.owner, { operatorId })
  return identities.at(-1)?.id ?? ''
}

/** Somebody whom only the issuer vouches for. */
async function issuersOwn(groups: readonly string[]) {
  const { operatorId, token } = await arrive(`u-${randomUUID().slice(0, 8)}`, groups)
  return { operatorId, token, identityId: await identityOf(operatorId) }
}

describe('an owner unlinks an operator', () => {
  test('who signs in there no longer, loses what their groups gave, and is out where they came in by it', async () => {
    const { id, email, subject, identityId, subjectId } = await linked()
    const [byIssuer, byPassword] = [await arrive(subject, ['oncall']), await enter(email)]
    expect((await actorOf(byPassword.token))?.bindings).toHaveLength(2)
    const done = await unlinkIdentityOf(world.owner, { operatorId: id, identityId })
    expect(done).toEqual({ ok: true, value: { sessionsEnded: 1 } })
    expect(await read(byIssuer.token)).toMatchObject({ state: 'signed_out', ending: { cause: 'credential_changed' } })
    expect((await actorOf(byPassword.token))?.bindings).toEqual([everywhere('support')])
    expect(await readOperatorView(world.owner, { operatorId: id })).toMatchObject({ identities: [] })
    await expect(arrive(subject)).rejects.toThrow('unknown_identity')
    const entries = await world.entries({ action: 'sso.identity_unlinked' })
    expect(entries.at(-1)).toMatchObject({
      ...{ targetId: id, subjectId, actorLabel: world.owner.actor.name },
      detail: { issuer: ISSUER, subject, by: 'owner', sessionsEnded: 1 },
    })
    const act = (await world.entries({ correlationId: entries.at(-1)?.correlationId ?? '' })).map(
      ({ action }) => action,
    )
    expect(act).toEqual(expect.arrayContaining(['credential.revoked', 'sso.roles_changed']))
  })

  test('the same person there may then be somebody else here', async () => {
    const [first, second] = [await linked(), await account()]
    await unlinkIdentityOf(world.owner, { operatorId: first.id, identityId: first.identityId })
    const again = await linkIdentityOf(world.owner, { operatorId: second.id, subject: first.subject })
    expect(again).toMatchObject({ ok: true })
  })

  test('sessions of somebody else who came in by the issuer go on', async () => {
    const [one, other] = [await linked(), await linked()]
    const { token } = await arrive(other.subject)
    await unlinkIdentityOf(world.owner, { operatorId: one.id, identityId: one.identityId })
    expect(await actorOf(token)).not.toBeNull()
  })

  test('not as an administrator, nor without a fresh proof, nor an identity of somebody else, nor of who was removed', async () => {
    const [one, other] = [await linked(), await linked()]
    const theirs = { operatorId: one.id, identityId: one.identityId }
    await expect(unlinkIdentityOf(world.administrator, theirs)).rejects.toMatchObject({ code: 'forbidden' })
    const stale = { ...(world.owner.actor as OperatorActor), authenticatedAt: 0 }
    const late = context(world.services.console, stale)
    await expect(unlinkIdentityOf(late, theirs)).rejects.toMatchObject({ code: 'step_up_required' })
    const crossed = { operatorId: one.id, identityId: other.identityId }
    await expect(unlinkIdentityOf(world.owner, crossed)).rejects.toMatchObject({ code: 'not_found' })
    await removeOperator(world.owner, { operatorId: one.id, note: null })
    await expect(unlinkIdentityOf(world.owner, theirs)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('nobody is left without a way in', () => {
  test('whoever has no password keeps the link, and the sessions that began with it', async () => {
    const { operatorId, identityId, token } = await issuersOwn(['oncall'])
    const refused = await unlinkIdentityOf(world.owner, { operatorId, identityId })
    expect(refused).toMatchObject({
      ok: false,
      code: 'only_way_in',
      message: expect.stringMatching(/Reset their sign-in first/),
    })
    expect(await actorOf(token)).not.toBeNull()
  })

  test('a password that counts for owners only is none', async () => {
    await setUp({ passwordsAllowed: false })
    const [support, owner] = [await linked(), await linked([everywhere('owner')])]
    const refused = await unlinkIdentityOf(world.owner, { operatorId: support.id, identityId: support.identityId })
    expect(refused).toMatchObject({
      code: 'only_way_in',
      message: expect.stringMatching(/without the issuer only owners do/),
    })
    const done = await unlinkIdentityOf(world.owner, { operatorId: owner.id, identityId: owner.identityId })
    expect(done).toMatchObject({ ok: true })
  })

  test('whoever has every role from their groups keeps the link', async () => {
    const { id, identityId, subject } = await linked()
    await arrive(subject, ['oncall'])
    await store.query(`delete from role_binding where operator_id = $1 and source = 'hand'`, [id])
    const refused = await unlinkIdentityOf(world.owner, { operatorId: id, identityId })
    expect(refused).toMatchObject({
      code: 'only_roles',
      message: expect.stringMatching(/Give them a role by hand first/),
    })
  })

  test('another person they are at the same issuer is a way in; one at an issuer of the past is none', async () => {
    const { operatorId, identityId } = await issuersOwn(['oncall'])
    await linkIdentityOf(world.owner, { operatorId, subject: `u-${randomUUID()}` })
    const other = await identityOf(operatorId)
    await store.query(`update operator_identity set issuer = 'https://past.example' where id = $1`, [other])
    expect(await unlinkIdentityOf(world.owner, { operatorId, identityId })).toMatchObject({ code: 'only_way_in' })
    await store.query(`update operator_identity set issuer = $2 where id = $1`, [other, ISSUER])
    expect(await unlinkIdentityOf(world.owner, { operatorId, identityId })).toMatchObject({ ok: true })
  })

  test('the last owner by a group stays linked', async () => {
    const { id, identityId, subject } = await linked()
    const { token } = await arrive(subject, ['owners'])
    const others = await store.query<{ id: string }>(
      `update role_binding set role = 'auditor' where role = 'owner' and operator_id <> $1 returning id`,
      [id],
    )
    const own = await actorOf(token)
    const fresh = { ...(own as OperatorActor), authenticatedAt: await world.now() }
    const refused = await unlinkOwnIdentity(context(world.services.console, fresh), { identityId })
    expect(refused).toMatchObject({ ok: false, code: 'last_owner' })
    await store.query(`update role_binding set role = 'owner' where id = any($1)`, [others.rows.map((row) => row.id)])
  })
})

test('whoever unlinks themselves stays where they are, and is out wherever else they came in by it', async () => {
  const { email, identityId, subject } = await linked()
  const [here, there] = [await enter(email), await arrive(subject)]
  const own = await actorOf(here.token)
  const done = await unlinkOwnIdentity(context(world.services.console, own as OperatorActor), { identityId })
  expect(done).toEqual({ ok: true, value: { sessionsEnded: 1 } })
  expect([await actorOf(here.token), await actorOf(there.token)]).toEqual([own, null])
  const entry = (await world.entries({ action: 'sso.identity_unlinked' })).at(-1)
  expect(entry?.detail).toMatchObject({ by: 'self', sessionsEnded: 1 })
})
