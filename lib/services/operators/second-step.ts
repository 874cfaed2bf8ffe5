import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { authorize } from '../authorize'
import { command, refused } from '../command'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { query } from '../query'
import { findDevice } from './devices/known-device'
import { enterSignInFailure } from './enter-failure'
import { type FactorOffer, readOffer } from './factors/offer'
import { takeChallenge } from './factors/passkey-challenge'
import { passkeyRequest } from './factors/passkey-request'
import { proveFactor, WRONG_PROOF } from './factors/prove-factor'
import { FactorProof, RelyingParty } from './factors/schemas'
import { issueOperatorSession, type SignedIn, type SignInSource } from './issue-session'
import { findOpenAccount } from './open-account'
import { factorLanes, forgiveAttempt, takeAttempt } from './sign-in-throttle'
import { readTicket, spendTicket, type Ticket, takeTicket, ticketPlace } from './sign-in-ticket'
import { NO_ROLE, turnAwayWithoutRole } from './without-role'

const FinishInput = z.strictObject({ ticket: z.string().max(100), proof: FactorProof, relyingParty: RelyingParty })

/** What the holder of a ticket can show next; null when it is worth nothing any more. For the system, on behalf of the browser that holds it. */
export const readSecondStep = query({
  permission: 'system.work',
  input: z.strictObject({ ticket: z.string().max(100) }),
  async run({ db, now, input }): Promise<FactorOffer | null> {
    const ticket = await readTicket(db, input.ticket, now)
    return ticket === null ? null : readOffer(db, ticket.operatorId)
  },
})

/** What the browser needs to have a passkey sign for this ticket; null when the ticket or every passkey is gone. */
export const requestSecondStepPasskey = query({
  permission: 'system.work',
  input: z.strictObject({ ticket: z.string().max(100), relyingParty: RelyingParty }),
  async run({ db, now, services, input }): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
    const ticket = await readTicket(db, input.ticket, now)
    if (ticket === null) return null
    return passkeyRequest(services, {
      relyingParty: input.relyingParty,
      operatorId: ticket.operatorId,
      place: ticketPlace(ticket),
    })
  },
})

/**
 * Completes a sign-in by a second factor: the ticket is traded for a session, once. Errors: `unauthenticated` (a wrong proof, with
 * the ticket still good), `conflict` (the ticket is not: the password is asked again), `forbidden` (they hold no role any more), `too_many_attempts`, `invalid_input`.
 */
export async function finishSignIn(
  context: Context,
  raw: z.input<typeof FinishInput>,
  source: SignInSource,
): Promise<SignedIn> {
  authorize(context.actor, 'system.work')
  const { services } = context
  const input = parseInput(FinishInput, raw)
  const ticket = await takeTicket(services, input.ticket)
  if (ticket === null) throw ticketGone()
  const { proof, relyingParty } = input
  const { operatorId } = ticket
  // Nobody guesses a signature.
  const lanes =
    proof.kind === 'passkey'
      ? []
      : factorLanes(operatorId, await deviceOf(context, { operatorId, secret: source.device ?? null }))
  const attempt = await takeAttempt(services, lanes)
  const challenge =
    proof.kind === 'passkey'
      ? await takeChallenge(services, proof.signed.response.clientDataJSON, ticketPlace(ticket))
      : null
  const outcome = await tradeTicket(context, { ticket, source, proof, relyingParty, challenge })
  if (outcome.ok) {
    await forgiveAttempt(services, attempt)
    return outcome.value
  }
  if (outcome.code === 'ticket_gone') throw ticketGone()
  if (outcome.code === 'no_role') return turnAwayWithoutRole(context, operatorId, attempt)
  await enterSignInFailure(context, { operatorId, why: 'second_factor', throttled: attempt.last })
  throw new ServiceError('unauthenticated', outcome.message)
}

const tradeTicket = command({
  permission: 'system.work',
  lock: 'sign_in',
  input: FinishInput.extend({
    ticket: z.custom<Ticket>(),
    source: z.custom<SignInSource>(),
    challenge: z.string().nullable(),
  }),
  async run({ input, ...write }) {
    const { tx, now, services } = write
    const { ticket, source, proof, relyingParty, challenge } = input
    // Somebody may have been disabled since the password was right.
    const account = await findOpenAccount(tx, ticket.operatorId)
    if (account === null || !(await spendTicket(tx, ticket, now))) return refused('ticket_gone', TICKET_GONE)
    const setting = { keyring: services.keyring, now, operatorId: ticket.operatorId, challenge, relyingParty }
    const proven = await proveFactor(tx, setting, proof)
    if (proven === null) return refused('wrong_proof', WRONG_PROOF[proof.kind])
    if (!account.hasRole) return NO_ROLE
    const method = `${ticket.method} ${proven.method} mfa`
    const { operatorId } = ticket
    const issued = await issueOperatorSession(write, { operatorId, subjectId: account.subjectId, method, source })
    return { result: issued.result, entries: [...issued.entries, ...proven.entries] }
  },
})

const TICKET_GONE = 'This took too long, or was tried too often. Sign in again.'

function ticketGone(): ServiceError {
  return new ServiceError('conflict', TICKET_GONE)
}

const deviceOf = query({
  permission: 'system.work',
  input: z.strictObject({ operatorId: z.uuid(), secret: z.string().nullable() }),
  run: ({ db, input }) => findDevice(db, input.operatorId, input.secret),
})
