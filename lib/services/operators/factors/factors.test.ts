import { TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import type { Context, OperatorActor } from '../../context'
import { testWorld } from '../../testing'
import { addPasskey, proposePasskey } from './add-passkey'
import { removePasskey, renamePasskey } from './change-passkey'
import { enrolTotp, proposeTotp } from './enrol-totp'
import { listFactors } from './list-factors'
import { proveFactor } from './prove-factor'
import { removeTotp } from './remove-totp'
import { renewRecoveryCodes } from './renew-recovery-codes'
import type { FactorProof } from './schemas'
import { RELYING_PARTY, softwarePasskey } from './testing-passkey'

const world = await testWorld()
const clock = await world.database.movableClock()

beforeAll(async () => {
  await clock.setInstant(await world.now())
})

async function newOperator(): Promise<{ context: Context; actor: OperatorActor }> {
  const actor = await world.operator('support')
  return { actor, context: world.asOperator(actor) }
}

async function codeOf(secret: string, offset = 0): Promise<string> {
  return new TOTP({ secret }).generate({ timestamp: (await world.now()) + offset })
}

async function withTotp(context: Context) {
  const { secret, sealed } = await proposeTotp(context, {})
  const enrolled = await enrolTotp(context, { sealed, code: await codeOf(secret) })
  if (!enrolled.ok) throw new Error(enrolled.message)
  return { secret, codes: enrolled.value.recoveryCodes ?? [] }
}

async function withPasskey(context: Context, actor: OperatorActor, passkey = softwarePasskey(actor.id)) {
  const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
  const made = passkey.make({ challenge })
  return { passkey, made, added: await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY }) }
}

/** Proves as sign-in and step-up do, in a transaction of its own. */
async function prove(actor: OperatorActor, proof: FactorProof, challenge: string | null = null) {
  const now = await world.now()
  return world.services.console.db.transaction((tx) =>
    proveFactor(
      tx,
      { keyring: world.keyring, now, operatorId: actor.id, challenge, relyingParty: RELYING_PARTY },
      proof,
    ),
  )
}

describe('an authenticator app', () => {
  test('counts only once a first code was shown, and brings ten recovery codes', async () => {
    const { context, actor } = await newOperator()
    const { secret, sealed, qrCode } = await proposeTotp(context, {})
    expect(qrCode).toMatch(/^<svg /)
    expect((await listFactors(context, {})).totp).toBeNull()
    const enrolled = await enrolTotp(context, { sealed, code: await codeOf(secret) })
    expect(enrolled).toMatchObject({ ok: true, value: { recoveryCodes: expect.objectContaining({ length: 10 }) } })
    expect(await listFactors(context, {})).toMatchObject({ totp: {}, recoveryCodesLeft: 10 })
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries.map(({ action }) => action)).toEqual(['factor.added', 'recovery_codes.made'])
    expect(JSON.stringify(entries)).not.toContain(secret)
    expect(actor.id).toBe(entries[0]?.targetId)
  })

  test('is not set up by a wrong code, by another operator’s proposal, by a changed one or by one that lay open', async () => {
    const { context } = await newOperator()
    const other = await newOperator()
    const { secret, sealed } = await proposeTotp(context, {})
    const wrong = String((Number(await codeOf(secret)) + 1) % 1_000_000).padStart(6, '0')
    expect(await enrolTotp(context, { sealed, code: wrong })).toMatchObject({ ok: false, code: 'wrong_code' })
    const code = await codeOf(secret)
    await expect(enrolTotp(other.context, { sealed, code })).rejects.toMatchObject({ code: 'conflict' })
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`
    await expect(enrolTotp(context, { sealed: changed, code })).rejects.toMatchObject({ code: 'conflict' })
    await clock.advance(16 * MINUTE)
    await expect(enrolTotp(context, { sealed, code: await codeOf(secret) })).rejects.toMatchObject({ code: 'conflict' })
    expect((await listFactors(context, {})).totp).toBeNull()
  })

  test('is one at most: of two set up at once one stays', async () => {
    const { context } = await newOperator()
    const proposals = await Promise.all([proposeTotp(context, {}), proposeTotp(context, {})])
    const outcomes = await Promise.all(
      proposals.map(async ({ sealed, secret }) => enrolTotp(context, { sealed, code: await codeOf(secret) })),
    )
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
  })

  test('its secret is stored sealed, and useless for another operator', async () => {
    const { context } = await newOperator()
    const { secret } = await withTotp(context)
    const { rows } = await world.database.owner.query<{ row: string }>('select t::text as row from operator_totp t')
    const hex = Buffer.from(secret).toString('hex')
    for (const { row } of rows) expect(row).not.toContain(hex)
  })

  test('the code that set it up, a code used once and an earlier code prove nothing; the next one does', async () => {
    const { context, actor } = await newOperator()
    const { secret } = await withTotp(context)
    const first = await codeOf(secret)
    expect(await prove(actor, { kind: 'totp', code: first })).toBeNull()
    const next = await codeOf(secret, 30_000)
    expect(await prove(actor, { kind: 'totp', code: next })).toMatchObject({ method: 'otp' })
    expect(await prove(actor, { kind: 'totp', code: next })).toBeNull()
    expect(await prove(actor, { kind: 'totp', code: first })).toBeNull()
    await clock.advance(MINUTE)
    expect(await prove(actor, { kind: 'totp', code: await codeOf(secret) })).toMatchObject({ method: 'otp' })
  })

  test('of ten people with one code, one gets in', async () => {
    const { context, actor } = await newOperator()
    const { secret } = await withTotp(context)
    await clock.advance(MINUTE)
    const code = await codeOf(secret)
    const proofs = await Promise.all(Array.from({ length: 10 }, () => prove(actor, { kind: 'totp', code })))
    expect(proofs.filter((proof) => proof !== null)).toHaveLength(1)
  })

  test('is removed with its recovery codes when it was the last factor, and proves nothing then', async () => {
    const { context, actor } = await newOperator()
    const { secret, codes } = await withTotp(context)
    expect(await removeTotp(context, {})).toMatchObject({ ok: true })
    expect(await removeTotp(context, {})).toMatchObject({ ok: false, code: 'not_enrolled' })
    await clock.advance(MINUTE)
    expect(await prove(actor, { kind: 'totp', code: await codeOf(secret) })).toBeNull()
    expect(await prove(actor, { kind: 'recovery_code', code: codes[0] ?? '' })).toBeNull()
    expect(await listFactors(context, {})).toEqual({ totp: null, passkeys: [], recoveryCodesLeft: 0 })
  })
})

describe('recovery codes', () => {
  test('have 120 bits each, differ, and only their digests are stored', async () => {
    const { context } = await newOperator()
    const { codes } = await withTotp(context)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    const { rows } = await world.database.owner.query<{ bytes: number }>(
      'select octet_length(digest) as bytes from operator_recovery_code',
    )
    expect(new Set(rows.map(({ bytes }) => bytes))).toEqual(new Set([32]))
  })

  test('work once each, however they are typed, and tell how many are left', async () => {
    const { context, actor } = await newOperator()
    const { codes } = await withTotp(context)
    const [first = '', second = ''] = codes
    const spent = await prove(actor, { kind: 'recovery_code', code: first.toLowerCase().replaceAll('-', ' ') })
    expect(spent).toMatchObject({ method: 'otp', entries: [{ detail: { left: 9 } }] })
    expect(await prove(actor, { kind: 'recovery_code', code: first })).toBeNull()
    const both = await Promise.all([1, 2].map(() => prove(actor, { kind: 'recovery_code', code: second })))
    expect(both.filter((proof) => proof !== null)).toHaveLength(1)
    expect((await listFactors(context, {})).recoveryCodesLeft).toBe(8)
  })

  test('of another operator prove nothing, nor do those that were renewed', async () => {
    const mine = await newOperator()
    const other = await newOperator()
    const { codes } = await withTotp(mine.context)
    await withTotp(other.context)
    expect(await prove(other.actor, { kind: 'recovery_code', code: codes[0] ?? '' })).toBeNull()
    const renewed = await renewRecoveryCodes(mine.context, {})
    if (!renewed.ok) throw new Error(renewed.message)
    expect(await prove(mine.actor, { kind: 'recovery_code', code: codes[0] ?? '' })).toBeNull()
    const code = renewed.value.recoveryCodes[0] ?? ''
    expect(await prove(mine.actor, { kind: 'recovery_code', code })).not.toBeNull()
  })

  test('are not made where there is nothing to recover', async () => {
    const { context } = await newOperator()
    expect(await renewRecoveryCodes(context, {})).toMatchObject({ ok: false, code: 'no_factor' })
  })
})

describe('adding a passkey', () => {
  test('takes one that verified its user, under a name, and brings recovery codes with the first factor only', async () => {
    const { context, actor } = await newOperator()
    const first = await withPasskey(context, actor)
    expect(first.added).toMatchObject({ ok: true, value: { recoveryCodes: expect.objectContaining({ length: 10 }) } })
    const second = await withPasskey(context, actor)
    expect(second.added).toMatchObject({ ok: true, value: { recoveryCodes: null } })
    expect((await listFactors(context, {})).passkeys).toMatchObject([{ name: 'Laptop' }, { name: 'Laptop' }])
  })

  test.for<[string, Parameters<ReturnType<typeof softwarePasskey>['make']>[0] | object]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without its user verified', { verified: false }],
    ['for a challenge nobody gave', { challenge: 'bm9ib2R5IGdhdmUgdGhpcyBjaGFsbGVuZ2U' }],
  ])('%s is refused', async ([, change]) => {
    const { context, actor } = await newOperator()
    const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const made = softwarePasskey(actor.id).make({ challenge, ...change })
    const added = await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY })
    expect(added).toMatchObject({ ok: false, code: 'refused' })
  })

  test('the same answer twice, after five minutes, or in another session is refused', async () => {
    const { context, actor } = await newOperator()
    const { made } = await withPasskey(context, actor)
    const again = await addPasskey(context, { name: 'Again', made, relyingParty: RELYING_PARTY })
    expect(again).toMatchObject({ ok: false, code: 'refused' })

    const late = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    await clock.advance(5 * MINUTE)
    const slow = softwarePasskey(actor.id).make({ challenge: late.challenge })
    expect(await addPasskey(context, { name: 'Slow', made: slow, relyingParty: RELYING_PARTY })).toMatchObject({
      code: 'refused',
    })

    const other = await newOperator()
    const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const stolen = softwarePasskey(other.actor.id).make({ challenge })
    expect(
      await addPasskey(other.context, { name: 'Stolen', made: stolen, relyingParty: RELYING_PARTY }),
    ).toMatchObject({ code: 'refused' })
    expect((await listFactors(other.context, {})).passkeys).toEqual([])
  })

  test('a way to reach it that no store can keep is refused by field, and every word a browser may say is kept', async () => {
    const { context, actor } = await newOperator()
    const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const made = softwarePasskey(actor.id).make({ challenge })
    const add = (transports: string[]) =>
      addPasskey(context, {
        name: 'Laptop',
        made: { ...made, response: { ...made.response, transports } },
        relyingParty: RELYING_PARTY,
      })
    for (const unkept of ['a\u0000b', '\ud800', ''])
      await expect(add(['usb', unkept])).rejects.toMatchObject({
        code: 'invalid_input',
        fields: [{ pointer: '/made/response/transports/1' }],
      })
    expect(await add(['internal', 'smart-card', 'of-tomorrow'])).toMatchObject({ ok: true })
  })

  test('one passkey belongs to one account', async () => {
    const { context, actor } = await newOperator()
    const other = await newOperator()
    const passkey = softwarePasskey(actor.id)
    await withPasskey(context, actor, passkey)
    expect((await withPasskey(other.context, other.actor, passkey)).added).toMatchObject({ code: 'already_added' })
  })

  test('is renamed and removed by its owner alone', async () => {
    const { context, actor } = await newOperator()
    const other = await newOperator()
    await withPasskey(context, actor)
    const { passkeys } = await listFactors(context, {})
    const id = passkeys[0]?.id ?? ''
    await expect(renamePasskey(other.context, { id, name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(removePasskey(other.context, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(renamePasskey(context, { id, name: ' ' })).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await renamePasskey(context, { id, name: 'Work laptop' })).toMatchObject({ ok: true })
    expect((await listFactors(context, {})).passkeys).toMatchObject([{ name: 'Work laptop' }])
    expect(await removePasskey(context, { id })).toMatchObject({ ok: true })
    expect(await listFactors(context, {})).toEqual({ totp: null, passkeys: [], recoveryCodesLeft: 0 })
  })
})

test('only operators have factors', async () => {
  const application = world.asApplication(world.shop)
  await expect(listFactors(application, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(proposeTotp(application, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(proposeTotp(world.system, {})).rejects.toMatchObject({ code: 'forbidden' })
})
