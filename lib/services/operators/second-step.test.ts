import { TOTP } from 'otpauth'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import type { Context, OperatorActor } from '../context'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { addPasskey, proposePasskey } from './factors/add-passkey'
import { enrolTotp, proposeTotp } from './factors/enrol-totp'
import type { FactorProofInput } from './factors/schemas'
import { RELYING_PARTY, softwarePasskey } from './factors/testing-passkey'
import { finishSignIn, readSecondStep, requestSecondStepPasskey } from './second-step'
import { signIn } from './sign-in'
import { requestPasskeySignIn, signInByPasskey } from './sign-in-by-passkey'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const SOURCE = { userAgent: 'Firefox' }
const door: Context = { ...world.system, services: world.services.console, requestIp: '198.51.100.7' }

beforeAll(async () => {
  await clock.setInstant(await world.now())
})

beforeEach(async () => {
  // Codes of one step work once.
  await clock.advance(MINUTE)
  await world.database.owner.query('delete from sign_in_throttle')
})

let count = 0

/** An operator with an app and a passkey, and what they hold. */
async function withFactors() {
  count += 1
  const email = `two-steps-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  const actor = await actorOf((await signedInBy(door, { email, password: PASSWORD })).token)
  const context = world.asOperator(actor)
  const { secret, sealed } = await proposeTotp(context, {})
  const enrolled = await enrolTotp(context, { sealed, code: await codeOf(secret) })
  const passkey = softwarePasskey(actor.id)
  const { challenge } = await proposePasskey(context, { relyingParty: RELYING_PARTY })
  await addPasskey(context, { name: 'Laptop', made: passkey.make({ challenge }), relyingParty: RELYING_PARTY })
  const codes = enrolled.ok ? (enrolled.value.recoveryCodes ?? []) : []
  await clock.advance(MINUTE)
  return { email, actor, secret, passkey, codes, code: () => codeOf(secret) }
}

async function codeOf(secret: string): Promise<string> {
  return new TOTP({ secret }).generate({ timestamp: await world.now() })
}

async function actorOf(token: string): Promise<OperatorActor> {
  const current = await currentOperator(world.services.console, { token, touch: false, ip: null, userAgent: null })
  if (current.state !== 'signed_in') throw new Error('Should be signed in')
  return current.operator
}

async function ticketOf(email: string, source: { userAgent: string; device?: string } = SOURCE): Promise<string> {
  const step = await signIn(door, { email, password: PASSWORD }, source)
  if (step.step !== 'second_factor') throw new Error('No second factor was asked for')
  return step.ticket
}

function finish(ticket: string, proof: FactorProofInput, source: { userAgent: string; device?: string } = SOURCE) {
  return finishSignIn(door, { ticket, proof, relyingParty: RELYING_PARTY }, source)
}

describe('the second step', () => {
  test('is asked for after the right password only: before, nothing tells that there is one', async () => {
    const { email } = await withFactors()
    const wrong = signIn(door, { email, password: 'not the right password' }, SOURCE)
    await expect(wrong).rejects.toMatchObject({ code: 'unauthenticated', message: 'Mail or password is not right.' })
    const step = await signIn(door, { email, password: PASSWORD }, SOURCE)
    expect(step).toEqual({ step: 'second_factor', ticket: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('with a code of the app opens a session that says how it was proved', async () => {
    const { email, code } = await withFactors()
    const ticket = await ticketOf(email)
    expect(await readSecondStep(door, { ticket })).toEqual({ totp: true, passkey: true, recoveryCodes: true })
    const { token, sessionId } = await finish(ticket, { kind: 'totp', code: await code() })
    expect((await actorOf(token)).email).toBe(email)
    const entries = await world.entries({ action: 'session.issued' })
    expect(entries.at(-1)).toMatchObject({ targetId: sessionId, detail: { authMethod: 'pwd otp mfa' } })
  })

  test('whoever lost their last role meanwhile hears it after the right proof, and gets no session', async () => {
    const { email, actor, code, codes } = await withFactors()
    const ticket = await ticketOf(email)
    await world.database.owner.query('delete from role_binding where operator_id = $1', [actor.id])
    await expect(finish(ticket, { kind: 'totp', code: '000000' })).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(finish(ticket, { kind: 'totp', code: await code() })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(finish(ticket, { kind: 'recovery_code', code: codes[0] ?? '' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(signIn(door, { email, password: PASSWORD }, SOURCE)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a ticket is no session, and is traded once, also by ten at once', async () => {
    const { email, codes } = await withFactors()
    const ticket = await ticketOf(email)
    const current = { token: ticket, touch: false, ip: null, userAgent: null }
    expect((await currentOperator(world.services.console, current)).state).toBe('signed_out')
    const tries = await Promise.allSettled(
      codes.slice(0, 5).map((code) => finish(ticket, { kind: 'recovery_code', code })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(finish(ticket, { kind: 'recovery_code', code: codes[9] ?? '' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('a code that was used for one sign-in does not do for the next', async () => {
    const { email, code } = await withFactors()
    const used = await code()
    await finish(await ticketOf(email), { kind: 'totp', code: used })
    await expect(finish(await ticketOf(email), { kind: 'totp', code: used })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('a recovery code works once, is entered with how many are left, and never again', async () => {
    const { email, codes } = await withFactors()
    const code = codes[0] ?? ''
    await finish(await ticketOf(email), { kind: 'recovery_code', code })
    expect((await world.entries({ action: 'recovery_codes.used' })).at(-1)).toMatchObject({ detail: { left: 9 } })
    await expect(finish(await ticketOf(email), { kind: 'recovery_code', code })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('a ticket is worth nothing after five minutes, after five wrong proofs, and to who made it up', async () => {
    const { email, code } = await withFactors()
    const old = await ticketOf(email)
    await clock.advance(5 * MINUTE)
    await expect(finish(old, { kind: 'totp', code: await code() })).rejects.toMatchObject({ code: 'conflict' })
    expect(await readSecondStep(door, { ticket: old })).toBeNull()
    const worn = await ticketOf(email)
    for (let guess = 0; guess < 5; guess += 1) {
      await world.database.owner.query('delete from sign_in_throttle')
      await expect(finish(worn, { kind: 'totp', code: '000000' })).rejects.toMatchObject({ code: 'unauthenticated' })
    }
    await expect(finish(worn, { kind: 'totp', code: await code() })).rejects.toMatchObject({ code: 'conflict' })
    await expect(finish('x'.repeat(43), { kind: 'totp', code: await code() })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('codes cannot be guessed ticket by ticket, while a known device and a passkey still get in', async () => {
    const { email, code, passkey } = await withFactors()
    const home = await finish(await ticketOf(email), { kind: 'totp', code: await code() })
    await clock.advance(MINUTE)
    const outcomes: string[] = []
    for (let guess = 0; guess < 8; guess += 1) {
      const failed = await finish(await ticketOf(email), { kind: 'totp', code: '000000' }).catch((error) => error)
      outcomes.push(failed.code)
    }
    expect(outcomes).toEqual([...Array(5).fill('unauthenticated'), ...Array(3).fill('too_many_attempts')])
    const known = { ...SOURCE, device: home.device }
    await finish(await ticketOf(email, known), { kind: 'totp', code: await code() }, known)
    const ticket = await ticketOf(email)
    const request = await requestSecondStepPasskey(door, { ticket, relyingParty: RELYING_PARTY })
    const signed = passkey.sign({ challenge: request?.challenge ?? '' })
    await expect(finish(ticket, { kind: 'passkey', signed })).resolves.toMatchObject({ token: expect.any(String) })
  })

  test('somebody disabled between the steps is not let in', async () => {
    const { email, actor, code } = await withFactors()
    const ticket = await ticketOf(email)
    await world.disable('subject', actor.subjectId)
    await expect(finish(ticket, { kind: 'totp', code: await code() })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('one operator’s factor does not open another’s ticket', async () => {
    const mine = await withFactors()
    const other = await withFactors()
    const ticket = await ticketOf(other.email)
    const request = await requestSecondStepPasskey(door, { ticket, relyingParty: RELYING_PARTY })
    const signed = mine.passkey.sign({ challenge: request?.challenge ?? '' })
    for (const proof of [
      { kind: 'totp', code: await mine.code() },
      { kind: 'recovery_code', code: mine.codes[0] ?? '' },
      { kind: 'passkey', signed },
    ] satisfies FactorProofInput[])
      await expect(finish(ticket, proof)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('a passkey alone', () => {
  const BROWSER = 'the-random-text-of-this-browser-0001'

  async function challengeFor(browser = BROWSER): Promise<string> {
    const request = await requestPasskeySignIn(door, { browser, relyingParty: RELYING_PARTY })
    expect(request).toMatchObject({ userVerification: 'required', rpId: 'localhost' })
    expect(request.allowCredentials).toBeUndefined()
    return request.challenge
  }

  const enter = (signed: ReturnType<ReturnType<typeof softwarePasskey>['sign']>, browser = BROWSER) =>
    signInByPasskey(door, { browser, signed, relyingParty: RELYING_PARTY }, SOURCE)

  test('signs in with two factors at once, and its answer does so once', async () => {
    const { email, passkey } = await withFactors()
    const signed = passkey.sign({ challenge: await challengeFor() })
    const { token } = await enter(signed)
    expect((await actorOf(token)).email).toBe(email)
    expect((await world.entries({ action: 'session.issued' })).at(-1)).toMatchObject({
      detail: { authMethod: 'hwk mfa' },
    })
    await expect(enter(signed)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test.for<[string, object]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without its user verified', { verified: false }],
    ['for a challenge nobody gave', { challenge: 'bm9ib2R5IGdhdmUgdGhpcyBjaGFsbGVuZ2U' }],
    ['that does not say whose it is', { userHandle: undefined }],
    ['that says it is somebody else’s', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
  ])('%s is refused', async ([, change]) => {
    const { passkey } = await withFactors()
    await expect(enter(passkey.sign({ challenge: await challengeFor(), ...change }))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('of somebody who holds no role any more opens nothing, and says why', async () => {
    const { passkey, actor } = await withFactors()
    await world.database.owner.query('delete from role_binding where operator_id = $1', [actor.id])
    const elsewhere = enter(passkey.sign({ challenge: await challengeFor(), origin: 'https://evil.example' }))
    await expect(elsewhere).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(enter(passkey.sign({ challenge: await challengeFor() }))).rejects.toMatchObject({ code: 'forbidden' })
    const last = (await world.entries({ action: 'operator.sign_in_failed' })).at(-1)
    expect(last).toMatchObject({ targetId: actor.id, detail: { why: 'no_role' } })
  })

  test('whose count does not rise is refused: somebody has a copy', async () => {
    const { passkey } = await withFactors()
    await enter(passkey.sign({ challenge: await challengeFor(), counter: 7 }))
    for (const counter of [7, 6, 0])
      await expect(enter(passkey.sign({ challenge: await challengeFor(), counter }))).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    await expect(enter(passkey.sign({ challenge: await challengeFor(), counter: 8 }))).resolves.toBeDefined()
  })

  test('that keeps no count stays good', async () => {
    const { passkey } = await withFactors()
    for (let time = 0; time < 2; time += 1)
      await expect(enter(passkey.sign({ challenge: await challengeFor(), counter: 0 }))).resolves.toBeDefined()
  })

  test('nobody here has ever seen, of somebody disabled, in another browser or too late is refused alike', async () => {
    const { passkey, actor } = await withFactors()
    const answers: string[] = []
    const refusal = async (attempt: Promise<unknown>) => {
      const error = await attempt.then(
        () => new Error('It was let in'),
        (thrown: Error) => thrown,
      )
      answers.push(error.message)
    }
    await refusal(enter(softwarePasskey(actor.id).sign({ challenge: await challengeFor() })))
    await refusal(enter(passkey.sign({ challenge: await challengeFor('another-browser-with-its-own-text') })))
    const late = await challengeFor()
    await clock.advance(5 * MINUTE)
    await refusal(enter(passkey.sign({ challenge: late })))
    await world.disable('subject', actor.subjectId)
    await refusal(enter(passkey.sign({ challenge: await challengeFor() })))
    expect(new Set(answers)).toEqual(new Set(['This passkey could not be confirmed. Sign in with your password.']))
  })
})
