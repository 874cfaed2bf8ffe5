import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import { authorize } from '../authorize'
import { command, type Outcome, refused } from '../command'
import type { Context, OperatorActor } from '../context'
import { parseInput } from '../input'
import { query } from '../query'
import type { Transaction } from '../transaction'
import { asksMore, type FactorOffer, readOffer } from './factors/offer'
import { boundToSession, takeChallenge } from './factors/passkey-challenge'
import { passkeyRequest } from './factors/passkey-request'
import { proveFactor, WRONG_PROOF } from './factors/prove-factor'
import { FactorProof, RelyingParty } from './factors/schemas'
import { ownActor } from './own-actor'
import { passwordMatches } from './password-hash'
import { type RenewedSession, renewOperatorSession } from './renew-session'
import { Password } from './schemas'
import { forgiveAttempt, sessionLanes, takeAttempt } from './sign-in-throttle'
import { issuerOf } from './sso/issuer-of'

const StepUpProof = z.union([z.strictObject({ kind: z.literal('password'), password: Password }), FactorProof])
export type StepUpProofInput = z.input<typeof StepUpProof>
const StepUpInput = z.strictObject({ proof: StepUpProof, relyingParty: RelyingParty })

/** What an operator can confirm with: a second factor where they have one, else the password. */
export interface StepUpOffer extends FactorOffer {
  readonly password: boolean
  /** The issuer where they are somebody, by its name; null where there is none. */
  readonly issuer: string | null
}

/** Reads what the operator can confirm with. */
export const readStepUpOffer = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor }): Promise<StepUpOffer> {
    const { id } = ownActor(actor)
    const offer = { ...(await readOffer(db, id)), issuer: await issuerOf(db, id) }
    if (asksMore(offer)) return { ...offer, password: false }
    const [own] = await db.select({ hash: operator.passwordHash }).from(operator).where(eq(operator.id, id))
    return { ...offer, recoveryCodes: false, password: own !== undefined && own.hash !== null }
  },
})

/** What the browser needs to have one of the operator's passkeys sign; null when they have none. */
export const requestStepUpPasskey = query({
  permission: 'operators.self',
  input: z.strictObject({ relyingParty: RelyingParty }),
  async run({ actor, services, input }): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
    const own = ownActor(actor)
    return passkeyRequest(services, { relyingParty: input.relyingParty, operatorId: own.id, place: placeOf(own) })
  },
})

/**
 * The operator proves again who they are: what asks for a fresh proof works for STEP_UP_WITHIN from now, in this session, under the
 * new token this answers; the one it had is `superseded`. Outcomes `wrong_proof`, `second_factor_needed`. Errors:
 * `too_many_attempts`, `invalid_input`, `session_renewed`.
 */
export async function stepUp(
  context: Context,
  raw: z.input<typeof StepUpInput>,
): Promise<Outcome<RenewedSession, 'wrong_proof' | 'second_factor_needed'>> {
  authorize(context.actor, 'operators.self')
  const { services } = context
  const { proof, relyingParty } = parseInput(StepUpInput, raw)
  const own = ownActor(context.actor)
  // Nobody guesses a signature.
  const attempt = await takeAttempt(services, proof.kind === 'passkey' ? [] : sessionLanes(own.email, own.sessionId))
  const challenge =
    proof.kind === 'passkey' ? await takeChallenge(services, proof.signed.response.clientDataJSON, placeOf(own)) : null
  const outcome = await confirm(context, { proof, relyingParty, challenge })
  if (outcome.ok) await forgiveAttempt(services, attempt)
  else await enterFailure(context, { kind: proof.kind })
  return outcome
}

const confirm = command({
  permission: 'operators.self',
  lock: 'sign_in',
  input: StepUpInput.extend({ challenge: z.string().nullable() }),
  async run({ input: { proof, relyingParty, challenge }, ...write }) {
    const { tx, now, actor, services } = write
    const own = ownActor(actor)
    if (proof.kind === 'password') {
      if (asksMore(await readOffer(tx, own.id)))
        return refused('second_factor_needed', 'Confirm with your second factor. The password alone does not do.')
      if (!(await isOwnPassword(tx, own, proof.password))) return refused('wrong_proof', 'This is not your password.')
      return renewOperatorSession(write, 'pwd')
    }
    const setting = { keyring: services.keyring, now, operatorId: own.id, challenge, relyingParty }
    const proven = await proveFactor(tx, setting, proof)
    if (proven === null) return refused('wrong_proof', WRONG_PROOF[proof.kind])
    const done = await renewOperatorSession(write, proven.method)
    return { ...done, entries: [...done.entries, ...proven.entries] as const }
  },
})

async function isOwnPassword(tx: Transaction, { id }: OperatorActor, password: string): Promise<boolean> {
  const [own] = await tx.select({ hash: operator.passwordHash }).from(operator).where(eq(operator.id, id))
  return passwordMatches(own?.hash ?? null, password)
}

const enterFailure = command({
  permission: 'operators.self',
  input: z.strictObject({ kind: z.enum(['password', 'totp', 'recovery_code', 'passkey']) }),
  async run({ actor, input }) {
    const { id, subjectId, sessionId } = ownActor(actor)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: null, entries: [entry('identity.not_confirmed', target, { sessionId, by: input.kind })] }
  },
})

function placeOf({ sessionId }: OperatorActor) {
  return { purpose: 'step_up', boundTo: boundToSession(sessionId) } as const
}
