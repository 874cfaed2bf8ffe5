import { TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { MINUTE } from '@/lib/core/instant'
import { query } from '../query'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { addPasskey, proposePasskey } from './factors/add-passkey'
import { enrolTotp, proposeTotp } from './factors/enrol-totp'
import { RELYING_PARTY, softwarePasskey } from './factors/testing-passkey'
import { readStepUpOffer, requestStepUpPasskey, type StepUpProofInput, stepUp } from './step-up'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const door = { ...world.system, services: world.services.console }

/** What takes a fresh proof of identity, whoever asks. */
const sensitive = query({
  permission: 'operators.own_factors',
  input: z.strictObject({}),
  run: async () => 'shown',
})

beforeAll(async () => {
  await clock.setInstant(await world.now())
})

beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
})

let count = 0

async function signedIn() {
  count += 1
  const email = `step-up-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  let { token } = await signedInBy(door, { email, password: PASSWORD })
  /** As the next click: judged anew, with the token the browser holds by then. */
  const again = async () => {
    const current = await currentOperator(world.services.console, { token, touch: true, ip: null, userAgent: null })
    if (current.state !== 'signed_in') throw new Error('Should be signed in')
    return world.asOperator(current.operator)
  }
  return {
    again,
    prove: async (proof: StepUpProofInput) => {
      const outcome = await stepUp(await again(), { proof, relyingParty: RELYING_PARTY })
      if (outcome.ok) token = outcome.value.token
      return outcome
    },
  }
}

const byPassword = { kind: 'password', password: PASSWORD } as const

describe('a fresh proof of identity', () => {
  test('lapses five minutes after the sign-in by the database’s clock, and is asked for then', async () => {
    const { again } = await signedIn()
    await clock.advance(5 * MINUTE - 1)
    expect(await sensitive(await again(), {})).toBe('shown')
    await clock.advance(1)
    await expect(sensitive(await again(), {})).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('is given by the password, lasts five minutes, lapses again, and is entered', async () => {
    const { again, prove } = await signedIn()
    await clock.advance(6 * MINUTE)
    expect(await prove(byPassword)).toMatchObject({ ok: true })
    expect((await world.entries({ action: 'identity.confirmed' })).at(-1)).toMatchObject({ detail: { method: 'pwd' } })
    expect(await sensitive(await again(), {})).toBe('shown')
    await clock.advance(5 * MINUTE)
    await expect(sensitive(await again(), {})).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('counts in the session it was given in, and in no other', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    await clock.advance(6 * MINUTE)
    await one.prove(byPassword)
    await expect(sensitive(await other.again(), {})).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('is not given by a wrong password, which is entered, nor by guessing on', async () => {
    const { again, prove } = await signedIn()
    await clock.advance(6 * MINUTE)
    for (let guess = 0; guess < 5; guess += 1)
      expect(await prove({ kind: 'password', password: `guess number ${guess}` })).toMatchObject({
        code: 'wrong_proof',
      })
    expect((await world.entries({ action: 'identity.not_confirmed' })).at(-1)).toMatchObject({
      detail: { by: 'password' },
    })
    await expect(prove(byPassword)).rejects.toMatchObject({ code: 'too_many_attempts' })
    await expect(sensitive(await again(), {})).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('takes the second factor where there is one: the password alone no longer does', async () => {
    const { again, prove } = await signedIn()
    const { secret, sealed } = await proposeTotp(await again(), {})
    const code = async () => new TOTP({ secret }).generate({ timestamp: await world.now() })
    await enrolTotp(await again(), { sealed, code: await code() })
    await clock.advance(6 * MINUTE)
    expect(await readStepUpOffer(await again(), {})).toEqual({
      issuer: null,
      password: false,
      totp: true,
      passkey: false,
      recoveryCodes: true,
    })
    expect(await prove(byPassword)).toMatchObject({ ok: false, code: 'second_factor_needed' })
    const used = await code()
    expect(await prove({ kind: 'totp', code: used })).toMatchObject({ ok: true })
    expect(await prove({ kind: 'totp', code: used })).toMatchObject({ ok: false, code: 'wrong_proof' })
    expect(await sensitive(await again(), {})).toBe('shown')
  })

  test('is given by a passkey for the challenge of this very session', async () => {
    const { again, prove } = await signedIn()
    const other = await signedIn()
    const context = await again()
    const operatorId = context.actor.type === 'operator' ? context.actor.id : ''
    const passkey = softwarePasskey(operatorId)
    const proposed = await proposePasskey(context, { relyingParty: RELYING_PARTY })
    const made = passkey.make({ challenge: proposed.challenge })
    await addPasskey(context, { name: 'Laptop', made, relyingParty: RELYING_PARTY })
    await clock.advance(6 * MINUTE)
    const request = async (of: typeof again) =>
      (await requestStepUpPasskey(await of(), { relyingParty: RELYING_PARTY }))?.challenge ?? ''
    const signed = passkey.sign({ challenge: await request(again) })
    const stolen = await other.prove({ kind: 'passkey', signed })
    expect(stolen).toMatchObject({ ok: false })
    expect(await prove({ kind: 'passkey', signed })).toMatchObject({ ok: true })
    expect(await prove({ kind: 'passkey', signed })).toMatchObject({ ok: false, code: 'wrong_proof' })
    expect(await request(other.again)).toBe('')
  })
})
