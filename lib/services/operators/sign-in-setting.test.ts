import { beforeEach, describe, expect, test } from 'vitest'
import type { FACTOR_DEMANDS } from '@/lib/core/sign-in'
import { listApplications } from '../applications/list'
import type { OperatorActor } from '../context'
import { testWorld } from '../testing'
import { changePassword } from './account/change-password'
import { listOwnSessions } from './account/own-sessions'
import { addPasskey, proposePasskey } from './factors/add-passkey'
import { listFactors } from './factors/list-factors'
import { RELYING_PARTY, softwarePasskey } from './factors/testing-passkey'
import { disableOperator } from './manage/disable-operator'
import { listOperators } from './manage/list-operators'
import { accountsOf, PASSWORD } from './manage/testing-accounts'
import { breakTheGlass } from './recovery/break-glass'
import { redeemNewOwner } from './recovery/redeem-link'
import { changeSignInSetting, readSignInSetting } from './sign-in-setting'
import { signOut } from './sign-out'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const { account, actorOf, enter, door } = accountsOf(world)
const everywhere = (role: 'owner' | 'administrator' | 'support') => [{ role, applicationId: null }]

beforeEach(() => world.database.owner.query('delete from sign_in_setting'))

async function signedIn(role: 'owner' | 'administrator' | 'support') {
  const { email } = await account(everywhere(role))
  const { token } = await enter(email)
  const now = async () => {
    const actor = await actorOf(token)
    if (actor === null) throw new Error('Should be signed in')
    return world.asOperator(actor)
  }
  return { email, token, now, owes: async () => (await actorOf(token))?.owesFactor }
}

const demand = (secondFactor: (typeof FACTOR_DEMANDS)[number]) => changeSignInSetting(world.owner, { secondFactor })

async function addFactor(operator: Awaited<ReturnType<typeof signedIn>>): Promise<void> {
  const context = await operator.now()
  const id = context.actor.type === 'operator' ? context.actor.id : ''
  const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
  const made = softwarePasskey(id).make({ challenge })
  await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY })
}

describe('a second factor that is demanded', () => {
  test.each([
    ['nobody', { owner: false, administrator: false, support: false }],
    ['administrators', { owner: true, administrator: true, support: false }],
    ['everybody', { owner: true, administrator: true, support: true }],
  ] as const)('of %s is owed by exactly those, from their next request on', async (secondFactor, expected) => {
    const operators = {
      owner: await signedIn('owner'),
      administrator: await signedIn('administrator'),
      support: await signedIn('support'),
    }
    await demand(secondFactor)
    const owing = await Promise.all(Object.entries(operators).map(async ([role, each]) => [role, await each.owes()]))
    expect(Object.fromEntries(owing)).toEqual(expected)
  })

  test('is also owed by administrators of a single application', async () => {
    await demand('administrators')
    const { email } = await account([{ role: 'administrator', applicationId: world.shop.id }])
    const { token } = await enter(email)
    expect((await actorOf(token))?.owesFactor).toBe(true)
  })

  test('closes everything to who owes it, but their own account, until they have one: then nothing is owed', async () => {
    const owner = await signedIn('owner')
    await demand('everybody')
    const owing = await owner.now()
    for (const closed of [
      () => listApplications(owing, {}),
      () => listOperators(owing, {}),
      () => disableOperator(owing, { operatorId: '01900000-0000-7000-8000-000000000000', note: null }),
      () => changeSignInSetting(owing, { secondFactor: 'nobody' }),
    ])
      await expect(closed()).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('Set one up'),
      })
    expect(await listFactors(owing, {})).toMatchObject({ totp: null, passkeys: [] })
    expect(await listOwnSessions(owing, {})).toHaveLength(1)
    await addFactor(owner)
    expect(await owner.owes()).toBe(false)
    await expect(listApplications(await owner.now(), {})).resolves.toBeDefined()
  })

  test('keeps nobody in: they can sign out, and change a password they think is known', async () => {
    const operator = await signedIn('support')
    await demand('everybody')
    const change = { current: PASSWORD, password: 'seven lanterns over the estuary', endOthers: true }
    const changed = await changePassword(await operator.now(), change)
    const token = changed.ok ? changed.value.token : ''
    const actor = await actorOf(token)
    if (actor === null) throw new Error('Should be signed in')
    expect(await signOut(world.asOperator(actor), {})).toMatchObject({ ok: true })
    expect(await actorOf(token)).toBeNull()
  })

  test('is not owed in a session that began at an issuer, which asks for its own', async () => {
    const operator = await signedIn('owner')
    await demand('everybody')
    expect(await operator.owes()).toBe(true)
    const session = (await operator.now()).actor
    if (session.type !== 'operator') throw new Error('Should be an operator')
    await world.database.owner.query(
      `with identity as (insert into operator_identity (id, operator_id, issuer, subject, linked_at, actor_type, actor_label)
         values (gen_random_uuid(), $1, 'https://issuer.example', 'u-9', assay_now(), 'system', 'test') returning id)
       insert into sso_session (credential_id, identity_id, id_token) select $2, id, 'x' from identity`,
      [session.id, session.sessionId],
    )
    expect(await operator.owes()).toBe(false)
    // The same person by their password owes it.
    const { token } = await enter(operator.email)
    expect((await actorOf(token))?.owesFactor).toBe(true)
  })

  test('locks nobody out: who comes by break-glass is let in and led to set one up', async () => {
    await demand('everybody')
    const glass = await breakTheGlass(door, { osUser: 'root', email: null })
    if (!glass.ok) throw new Error(glass.message)
    const typed = { token: glass.value.token, name: 'Rescue', email: 'rescued@example.org', password: PASSWORD }
    expect(await redeemNewOwner(door, typed)).toMatchObject({ ok: true })
    const { token } = await signedInBy(door, { email: typed.email, password: PASSWORD })
    expect(await actorOf(token)).toMatchObject({ owesFactor: true })
  })
})

describe('the setting', () => {
  test('is an owner’s to change, freshly proved, and entered before and after', async () => {
    const stale = { ...world.owner, actor: { ...world.owner.actor, authenticatedAt: 0 } as OperatorActor }
    await expect(changeSignInSetting(stale, { secondFactor: 'everybody' })).rejects.toMatchObject({
      code: 'step_up_required',
    })
    await expect(changeSignInSetting(world.administrator, { secondFactor: 'nobody' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await demand('administrators')).toMatchObject({ ok: true })
    expect(await demand('everybody')).toMatchObject({ ok: true })
    expect(await demand('everybody')).toMatchObject({ ok: true })
    expect((await world.entries({ action: 'sign_in.changed' })).slice(-2)).toMatchObject([
      { detail: { before: { secondFactor: 'nobody' }, after: { secondFactor: 'administrators' } } },
      { detail: { before: { secondFactor: 'administrators' }, after: { secondFactor: 'everybody' } } },
    ])
  })

  test('says how many have none, of those each choice would concern', async () => {
    const before = await readSignInSetting(world.administrator, {})
    const administrator = await signedIn('administrator')
    await account(everywhere('support'))
    const after = await readSignInSetting(world.administrator, {})
    expect(after.without).toEqual({
      nobody: 0,
      administrators: before.without.administrators + 1,
      everybody: before.without.everybody + 2,
    })
    await addFactor(administrator)
    expect((await readSignInSetting(world.administrator, {})).without.administrators).toBe(
      before.without.administrators,
    )
    await expect(readSignInSetting(world.support, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
