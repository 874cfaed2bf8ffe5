import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { secretDigest } from '@/lib/crypto/random'
import { authorize } from '../authorize'
import { command, refused } from '../command'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { query } from '../query'
import { enterSignInFailure } from './enter-failure'
import { takeChallenge } from './factors/passkey-challenge'
import { findPasskey, provePasskey } from './factors/passkey-proof'
import { passkeyRequest } from './factors/passkey-request'
import { RelyingParty, SignedPasskey } from './factors/schemas'
import { issueOperatorSession, type SignedIn, type SignInSource } from './issue-session'
import { findOpenAccount } from './open-account'
import { forgiveAttempt, networkLanes, takeAttempt } from './sign-in-throttle'
import { NO_ROLE, turnAwayWithoutRole } from './without-role'

/** What the browser holds while a passkey is asked for: a random text in a cookie. */
const Browser = z.string().min(20).max(100)
const SignInInput = z.strictObject({ browser: Browser, signed: SignedPasskey, relyingParty: RelyingParty })

/** What the browser needs to sign somebody in by a passkey alone: whoever holds one that says whose it is. */
export const requestPasskeySignIn = query({
  permission: 'system.work',
  input: z.strictObject({ browser: Browser, relyingParty: RelyingParty }),
  async run({ services, input }): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const place = placeOf(input.browser)
    const options = await passkeyRequest(services, { relyingParty: input.relyingParty, operatorId: null, place })
    if (options === null) throw new Error('Nobody was named, so nobody lacks a passkey')
    return options
  },
})

/**
 * Signs in with a passkey alone. It verified its user, so it is two factors in one. Errors: `unauthenticated` (one answer for an
 * unknown passkey, a wrong signature, a count that did not rise and a disabled account), `forbidden` (they hold no role),
 * `too_many_attempts`.
 */
export async function signInByPasskey(
  context: Context,
  raw: z.input<typeof SignInInput>,
  source: SignInSource,
): Promise<SignedIn> {
  authorize(context.actor, 'system.work')
  const { services } = context
  const { browser, signed, relyingParty } = parseInput(SignInInput, raw)
  const attempt = await takeAttempt(services, networkLanes(context.requestIp))
  const challenge = await takeChallenge(services, signed.response.clientDataJSON, placeOf(browser))
  const outcome = await enterByPasskey(context, { signed, relyingParty, challenge, source })
  if (outcome.ok) {
    await forgiveAttempt(services, attempt)
    return outcome.value
  }
  const passkey = await ownerOf(context, { signed })
  const operatorId = passkey?.operatorId ?? null
  if (outcome.code === 'no_role') return turnAwayWithoutRole(context, operatorId, attempt)
  await enterSignInFailure(context, { operatorId, why: 'passkey', throttled: attempt.last })
  throw new ServiceError('unauthenticated', outcome.message)
}

const enterByPasskey = command({
  permission: 'system.work',
  lock: 'sign_in',
  input: SignInInput.omit({ browser: true }).extend({
    challenge: z.string().nullable(),
    source: z.custom<SignInSource>(),
  }),
  async run({ input, ...write }) {
    const { tx, now } = write
    const { signed, challenge, relyingParty, source } = input
    const passkey = await findPasskey(tx, signed)
    // Alone it must say whose it is (WebAuthn section 7.2 step 6).
    if (passkey === null || challenge === null || signed.response.userHandle === undefined) return NOT_CONFIRMED
    const proven = await provePasskey(tx, now, passkey, { signed, challenge, relyingParty })
    const account = await findOpenAccount(tx, passkey.operatorId)
    if (proven === null || account === null) return NOT_CONFIRMED
    if (!account.hasRole) return NO_ROLE
    const { operatorId, keyKind } = proven
    return issueOperatorSession(write, {
      operatorId,
      subjectId: account.subjectId,
      method: `${keyKind} mfa`,
      source,
    })
  },
})

const NOT_CONFIRMED = refused('not_confirmed', 'This passkey could not be confirmed. Sign in with your password.')

const ownerOf = query({
  permission: 'system.work',
  input: z.strictObject({ signed: SignedPasskey }),
  run: ({ db, input }) => findPasskey(db, input.signed),
})

function placeOf(browser: string) {
  return { purpose: 'sign_in', boundTo: `browser:${secretDigest(browser).toString('hex')}` } as const
}
