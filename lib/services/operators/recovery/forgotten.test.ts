import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { openNoticeSecret } from '../../notice-secret'
import { testWorld } from '../../testing'
import { addPasskey, proposePasskey } from '../factors/add-passkey'
import { RELYING_PARTY, softwarePasskey } from '../factors/testing-passkey'
import { disableOperator } from '../manage/disable-operator'
import { removeOperator } from '../manage/remove-operator'
import { accountsOf, PASSWORD } from '../manage/testing-accounts'
import { signIn } from '../sign-in'
import { readSignInDoor } from '../sso/read-provider'
import { askForLink } from './forgotten'
import { readLink, redeemReset } from './redeem-link'
import { resetOperator } from './reset-operator'

const world = await testWorld()
const clock = await world.database.movableClock()
const { account, actorOf, enter, door } = accountsOf(world)
const NEW_PASSWORD = 'seven lanterns over the estuary'

beforeEach(async () => {
  await clock.setInstant((await world.now()) + HOUR)
  await world.database.owner.query('delete from notice')
  await world.database.owner.query('delete from sign_in_throttle')
  await world.database.owner.query(`update mail_setting set enabled = true, server_set = true, kinds_off = '{}'`)
})

/** The tokens of the links that are on their way by mail, newest last. */
async function mailed(): Promise<string[]> {
  const { rows } = await world.database.owner.query<{ dedupeKey: string; sealedSecret: Buffer | null }>(
    `select dedupe_key as "dedupeKey", sealed_secret as "sealedSecret" from notice where kind = 'operator_forgotten' order by id`,
  )
  return rows.map((row) => openNoticeSecret(world.keyring, row) ?? '')
}

/** As an issuer does whose groups gave the last of them. */
async function takeRoles(operatorId: string): Promise<void> {
  await world.database.owner.query('delete from role_binding where operator_id = $1', [operatorId])
}

async function asked(email: string): Promise<string> {
  await askForLink(door, { email })
  return (await mailed()).at(-1) ?? ''
}

describe('a forgotten password', () => {
  test('is replaced by a link that came by mail, once; what was open ends, and only the new one signs in', async () => {
    const { id, email } = await account()
    const { token } = await enter(email)
    const link = await asked(email.toUpperCase())
    expect(await readLink(door, { token: link })).toEqual({ state: 'forgotten', name: 'Nora', email })
    expect(await redeemReset(door, { token: link, password: NEW_PASSWORD })).toEqual({ ok: true, value: { email } })
    expect(await actorOf(token)).toBeNull()
    await expect(enter(email)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await signIn(door, { email, password: NEW_PASSWORD }, { userAgent: null })).toMatchObject({ step: 'done' })
    expect(await redeemReset(door, { token: link, password: PASSWORD })).toMatchObject({ code: 'link_not_usable' })
    expect((await world.entries({ action: 'account.recovered' })).at(-1)).toMatchObject({
      ...{ targetId: id, detail: { purpose: 'forgotten' } },
    })
  })

  test('is replaced past no second factor: it is asked for afterwards as ever', async () => {
    const { email } = await account()
    const actor = await actorOf((await enter(email)).token)
    if (actor === null) throw new Error('Should be signed in')
    const context = world.asOperator(actor)
    const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const made = softwarePasskey(actor.id).make({ challenge })
    await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY })
    await redeemReset(door, { token: await asked(email), password: NEW_PASSWORD })
    const step = await signIn(door, { email, password: NEW_PASSWORD }, { userAgent: null })
    expect(step).toMatchObject({ step: 'second_factor' })
  })

  test('stays as it is until the link is used', async () => {
    const { email } = await account()
    await asked(email)
    await expect(enter(email)).resolves.toBeDefined()
  })

  test('has a link for an hour, and not beyond', async () => {
    const { email } = await account()
    const link = await asked(email)
    await clock.advance(HOUR - 1)
    expect(await readLink(door, { token: link })).toMatchObject({ state: 'forgotten' })
    await clock.advance(1)
    expect(await readLink(door, { token: link })).toEqual({ state: 'not_usable' })
  })
})

describe('whoever asks', () => {
  test('gets one answer for an operator, for nobody, and for who may not come in by a password', async () => {
    const [disabled, removed, reset, roleless] = [await account(), await account(), await account(), await account()]
    await takeRoles(roleless.id)
    await disableOperator(world.owner, { operatorId: disabled.id, note: null })
    await removeOperator(world.owner, { operatorId: removed.id, note: null })
    await resetOperator(world.owner, { operatorId: reset.id })
    for (const email of [
      disabled.email,
      removed.email,
      reset.email,
      roleless.email,
      'nobody@example.org',
      'not an address',
    ])
      expect(await askForLink(door, { email })).toBeUndefined()
    expect(await mailed()).toEqual([])
    expect(await askForLink(door, { email: (await account()).email })).toBeUndefined()
    expect(await mailed()).toHaveLength(1)
  })

  test('writes the same entry for everybody but for whether a mail went out', async () => {
    const { id, email } = await account()
    await askForLink(door, { email })
    await askForLink(door, { email: 'nobody@example.org' })
    expect((await world.entries({ action: 'account.forgotten' })).slice(-2)).toMatchObject([
      { targetId: id, detail: { mailed: true } },
      { targetId: null, detail: { mailed: false } },
    ])
  })

  test('fills nobody’s mailbox: one mail in ten minutes, from wherever it is asked', async () => {
    const { email } = await account()
    for (const requestIp of ['198.51.100.7', '203.0.113.9', '192.0.2.44'])
      await askForLink({ ...door, requestIp }, { email })
    expect(await mailed()).toHaveLength(1)
    await clock.advance(10 * MINUTE)
    const link = await asked(email)
    expect(await mailed()).toHaveLength(2)
    const [first = ''] = await mailed()
    expect(await readLink(door, { token: first })).toEqual({ state: 'not_usable' })
    expect(await readLink(door, { token: link })).toMatchObject({ state: 'forgotten' })
  })

  test('is held up after five, for an address that exists and one that does not, and still signs in', async () => {
    const { email } = await account()
    for (const address of [email, 'nobody@example.org']) {
      for (let count = 0; count < 5; count += 1) await askForLink(door, { email: address })
      await expect(askForLink(door, { email: address })).rejects.toMatchObject({ code: 'too_many_attempts' })
    }
    expect(await signIn(door, { email, password: PASSWORD }, { userAgent: null })).toMatchObject({ step: 'done' })
  })

  test('is not asked to where no mail is sent', async () => {
    expect(await readSignInDoor(door, {})).toMatchObject({ mailsLinks: true })
    await world.database.owner.query('update mail_setting set server_set = false')
    expect(await readSignInDoor(door, {})).toMatchObject({ mailsLinks: false })
    await askForLink(door, { email: (await account()).email })
    await world.database.owner.query(`update mail_setting set server_set = true, kinds_off = '{operator_forgotten}'`)
    expect(await readSignInDoor(door, {})).toMatchObject({ mailsLinks: false })
    await askForLink(door, { email: (await account()).email })
    expect(await mailed()).toEqual([])
  })

  test('is no operator: only the door asks', async () => {
    await expect(askForLink(world.owner, { email: 'nora@example.org' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('a link that was asked for is worth nothing once its account was disabled, removed, reset or left without a role', async () => {
  for (const lose of [
    (operatorId: string) => disableOperator(world.owner, { operatorId, note: null }),
    (operatorId: string) => removeOperator(world.owner, { operatorId, note: null }),
    (operatorId: string) => resetOperator(world.owner, { operatorId }),
    takeRoles,
  ]) {
    const { id, email } = await account()
    const link = await asked(email)
    await lose(id)
    expect(await redeemReset(door, { token: link, password: NEW_PASSWORD })).toMatchObject({ code: 'link_not_usable' })
  }
})
