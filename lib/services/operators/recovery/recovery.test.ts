import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import type { Context, OperatorActor } from '../../context'
import { testWorld } from '../../testing'
import { createOperator } from '../create-operator'
import { currentOperator } from '../current-operator'
import { dismissDevice, listNewDevices } from '../devices/new-devices'
import { addPasskey, proposePasskey } from '../factors/add-passkey'
import { RELYING_PARTY, softwarePasskey } from '../factors/testing-passkey'
import { signIn } from '../sign-in'
import { signedInBy } from '../testing-sign-in'
import { acknowledgeBreakGlass, breakTheGlass, listBreakGlass } from './break-glass'
import { readLink, redeemNewOwner, redeemReset } from './redeem-link'
import { resetOperator } from './reset-operator'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const NEW_PASSWORD = 'seven lanterns over the estuary'
const door: Context = { ...world.system, services: world.services.console, requestIp: '198.51.100.7' }
let owner: Context
let count = 0

beforeAll(async () => {
  await clock.setInstant(await world.now())
  owner = world.asOperator(await world.operator('owner'))
})

beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
})

async function newAccount() {
  count += 1
  const email = `recovery-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  return { email, ...made.value }
}

async function actorOf(token: string): Promise<OperatorActor | null> {
  const current = await currentOperator(world.services.console, { token, touch: false, ip: null, userAgent: null })
  return current.state === 'signed_in' ? current.operator : null
}

async function withPasskey(email: string) {
  const { token } = await signedInBy(door, { email, password: PASSWORD })
  const actor = await actorOf(token)
  if (actor === null) throw new Error('Should be signed in')
  const context = world.asOperator(actor)
  const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
  const made = softwarePasskey(actor.id).make({ challenge })
  await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY })
  return token
}

async function reset(operatorId: string) {
  const outcome = await resetOperator(owner, { operatorId })
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

describe('an owner who resets an operator', () => {
  test('ends their sessions and takes away whatever opened the account; only the link opens it then, once', async () => {
    const { id, email } = await newAccount()
    const token = await withPasskey(email)
    const link = await reset(id)
    expect(link).toMatchObject({ sessionsEnded: 1 })
    expect(await actorOf(token)).toBeNull()
    const typed = { email, password: PASSWORD }
    await expect(signIn(door, typed, { userAgent: null })).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await readLink(door, { token: link.token })).toEqual({ state: 'reset', name: 'Nora', email })
    const chosen = await redeemReset(door, { token: link.token, password: NEW_PASSWORD })
    expect(chosen).toEqual({ ok: true, value: { email } })
    // No second factor is left to ask for.
    expect(await signIn(door, { email, password: NEW_PASSWORD }, { userAgent: null })).toMatchObject({ step: 'done' })
    expect(await redeemReset(door, { token: link.token, password: PASSWORD })).toMatchObject({
      code: 'link_not_usable',
    })
    const entries = await world.entries({ action: 'account.reset' })
    expect(entries.at(-1)).toMatchObject({ targetId: id, actorType: 'operator', detail: { sessionsEnded: 1 } })
    expect(JSON.stringify(entries)).not.toContain(link.token)
  })

  test('gives a link that is good for an hour, and only until the next one', async () => {
    const { id } = await newAccount()
    const first = await reset(id)
    const second = await reset(id)
    expect(await readLink(door, { token: first.token })).toEqual({ state: 'not_usable' })
    await clock.advance(HOUR - 1)
    expect(await readLink(door, { token: second.token })).toMatchObject({ state: 'reset' })
    await clock.advance(1)
    expect(await readLink(door, { token: second.token })).toEqual({ state: 'not_usable' })
    expect(await redeemReset(door, { token: second.token, password: NEW_PASSWORD })).toMatchObject({ ok: false })
  })

  test('does not lose the link to a password that cannot be used', async () => {
    const { id } = await newAccount()
    const { token } = await reset(id)
    await expect(redeemReset(door, { token, password: 'short' })).rejects.toMatchObject({
      fields: [{ pointer: '/password' }],
    })
    expect(await redeemReset(door, { token, password: NEW_PASSWORD })).toMatchObject({ ok: true })
  })

  test('of ten who hold the link, one chooses', async () => {
    const { id } = await newAccount()
    const { token } = await reset(id)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => redeemReset(door, { token, password: NEW_PASSWORD })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('cannot do it to themselves, nor to nobody; and only owners, freshly proved, may', async () => {
    const own = owner.actor.type === 'operator' ? owner.actor.id : ''
    expect(await resetOperator(owner, { operatorId: own })).toMatchObject({ ok: false, code: 'own_account' })
    const nobody = '01900000-0000-7000-8000-000000000000'
    await expect(resetOperator(owner, { operatorId: nobody })).rejects.toMatchObject({ code: 'not_found' })
    const { id } = await newAccount()
    await expect(resetOperator(world.administrator, { operatorId: id })).rejects.toMatchObject({ code: 'forbidden' })
    const stale = { ...owner, actor: { ...owner.actor, authenticatedAt: 0 } as OperatorActor }
    await expect(resetOperator(stale, { operatorId: id })).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('a reset link makes nobody an owner, and an owner’s link resets nobody', async () => {
    const { id } = await newAccount()
    const { token } = await reset(id)
    const typed = { token, name: 'Eve', email: 'eve@example.org', password: NEW_PASSWORD }
    expect(await redeemNewOwner(door, typed)).toMatchObject({ ok: false, code: 'link_not_usable' })
    const glass = await breakTheGlass(door, { osUser: 'root', email: null })
    if (!glass.ok) throw new Error(glass.message)
    expect(await redeemReset(door, { token: glass.value.token, password: NEW_PASSWORD })).toMatchObject({ ok: false })
  })
})

describe('break-glass', () => {
  test('makes a new owner by a one-time link, entered with the user of the machine', async () => {
    const glass = await breakTheGlass(door, { osUser: 'deploy', email: null })
    if (!glass.ok) throw new Error(glass.message)
    const { token } = glass.value
    expect(await readLink(door, { token })).toEqual({ state: 'new_owner' })
    const email = 'rescued@example.org'
    expect(await redeemNewOwner(door, { token, name: 'Rescue', email, password: NEW_PASSWORD })).toMatchObject({
      ok: true,
    })
    expect(
      await redeemNewOwner(door, { token, name: 'Two', email: 'two@example.org', password: NEW_PASSWORD }),
    ).toMatchObject({
      code: 'link_not_usable',
    })
    const signedIn = await signedInBy(door, { email, password: NEW_PASSWORD })
    expect((await actorOf(signedIn.token))?.bindings).toEqual([{ role: 'owner', applicationId: null }])
    expect((await world.entries({ action: 'break_glass.used' })).at(-1)).toMatchObject({
      actorType: 'system',
      detail: { osUser: 'deploy', purpose: 'new_owner' },
    })
  })

  test('opens an account that lost its factors, and says so when there is none', async () => {
    const { email } = await newAccount()
    await withPasskey(email)
    const glass = await breakTheGlass(door, { osUser: 'root', email: email.toUpperCase() })
    if (!glass.ok) throw new Error(glass.message)
    await redeemReset(door, { token: glass.value.token, password: NEW_PASSWORD })
    await expect(signedInBy(door, { email, password: NEW_PASSWORD })).resolves.toBeDefined()
    expect(await breakTheGlass(door, { osUser: 'root', email: 'nobody@example.org' })).toMatchObject({
      code: 'unknown_operator',
    })
  })

  test('is shown to every owner until each has seen it, and to nobody else', async () => {
    const other = world.asOperator(await world.operator('owner'))
    await breakTheGlass(door, { osUser: 'root', email: null })
    const [alarm] = await listBreakGlass(owner, {})
    if (alarm === undefined) throw new Error('There should be an alarm')
    expect(alarm).toMatchObject({ osUser: 'root', operatorName: null })
    expect(await acknowledgeBreakGlass(owner, { id: alarm.id })).toMatchObject({ ok: true })
    expect((await listBreakGlass(owner, {})).map(({ id }) => id)).not.toContain(alarm.id)
    expect((await listBreakGlass(other, {})).map(({ id }) => id)).toContain(alarm.id)
    await expect(listBreakGlass(world.administrator, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(breakTheGlass(owner, { osUser: 'root', email: null })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a sign-in from a new device', () => {
  test('waits to be acknowledged, but the first of an account and a known one do not', async () => {
    await world.database.owner.query('update mail_setting set enabled = true, server_set = true')
    const { email, id } = await newAccount()
    const first = await signedInBy(door, { email, password: PASSWORD }, { userAgent: 'curl/8.9' })
    const actor = await actorOf(first.token)
    if (actor === null) throw new Error('Should be signed in')
    const context = world.asOperator(actor)
    await signedInBy(door, { email, password: PASSWORD }, { userAgent: 'curl/8.9', device: first.device })
    expect(await listNewDevices(context, {})).toEqual([])
    const second = await signedInBy(door, { email, password: PASSWORD }, { userAgent: 'curl/9.0' })
    const [found] = await listNewDevices(context, {})
    expect(found).toMatchObject({ device: { words: 'curl 9.0' }, sessionId: second.sessionId })
    expect((await world.entries({ action: 'operator.new_device' })).at(-1)).toMatchObject({ targetId: id })
    const { rows } = await world.database.owner.query<{ credential: string }>(
      `select credential_id as credential from notice where kind = 'operator_new_device'`,
    )
    expect(rows).toEqual([{ credential: second.sessionId }])
    const other = world.asOperator(await world.operator('support'))
    await dismissDevice(other, { id: found?.id ?? '' })
    expect(await listNewDevices(context, {})).toHaveLength(1)
    expect(await dismissDevice(context, { id: found?.id ?? '' })).toMatchObject({ ok: true })
    expect(await listNewDevices(context, {})).toEqual([])
  })
})
