import { renderSVG } from 'uqr'
import { z } from 'zod'
import { operatorTotp } from '@/db/schema/operator-factor'
import { entry } from '@/lib/audit/entry'
import { type Instant, MINUTE } from '@/lib/core/instant'
import type { Keyring } from '@/lib/crypto/keyring'
import { seal, unseal } from '@/lib/crypto/seal'
import { command, refused } from '../../command'
import { ServiceError } from '../../errors'
import { query } from '../../query'
import { ownActor } from '../own-actor'
import { codesForFirstFactor } from './first-factor'
import { TOTP_SEAL } from './prove-factor'
import { TotpCode } from './schemas'
import { matchingStep, newTotpSecret, totpUri } from './totp'

/** A seed to put into an app. `sealed` comes back with the first code; nothing is stored before. */
export interface TotpProposal {
  readonly secret: string
  /** The same as a QR code, an SVG. */
  readonly qrCode: string
  readonly sealed: string
}

const PROPOSAL_LIFE = 15 * MINUTE
const PROPOSAL_SEAL = 'operator totp proposal'

/** Makes a seed for the operator's own app. It is shown while it is set up, and never again. */
export const proposeTotp = query({
  permission: 'operators.own_factors',
  input: z.strictObject({}),
  async run({ actor, now, services }): Promise<TotpProposal> {
    const { id, email } = ownActor(actor)
    const secret = newTotpSecret()
    const text = JSON.stringify({ secret, at: now })
    return {
      secret,
      qrCode: renderSVG(totpUri(secret, email), { border: 2 }),
      sealed: seal(services.keyring, { purpose: PROPOSAL_SEAL, owner: id }, text).toString('base64url'),
    }
  },
})

/**
 * Takes the app into use, by a first code of it. Returns recovery codes with the first factor, else null.
 * Outcomes `wrong_code`, `already_enrolled`. Errors: `conflict` for a proposal that is not this operator's, or older than 15 minutes.
 */
export const enrolTotp = command({
  permission: 'operators.own_factors',
  input: z.strictObject({ sealed: z.string().max(2_000), code: TotpCode }),
  async run({ tx, now, actor, services: { keyring }, input }) {
    const { id, subjectId } = ownActor(actor)
    const secret = openProposal(keyring, id, input.sealed, now)
    const step = matchingStep(secret, input.code, now)
    if (step === null) return refused('wrong_code', 'This is not the code for now. Check the clock of your phone.')
    const recoveryCodes = await codesForFirstFactor(tx, id, now)
    const added = await tx
      .insert(operatorTotp)
      .values({
        operatorId: id,
        sealedSecret: seal(keyring, { purpose: TOTP_SEAL, owner: id }, secret),
        createdAt: now,
        // The code just shown has been used.
        lastStep: step,
      })
      .onConflictDoNothing()
      .returning({ id: operatorTotp.operatorId })
    if (added.length === 0) return refused('already_enrolled', 'An authenticator app is set up already.')
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return {
      result: { recoveryCodes: recoveryCodes?.codes ?? null },
      entries: [entry('factor.added', target, { factor: 'totp', name: null }), ...(recoveryCodes?.entries ?? [])],
    }
  },
})

function openProposal(keyring: Keyring, operatorId: string, sealed: string, now: Instant): string {
  try {
    const text = unseal(keyring, { purpose: PROPOSAL_SEAL, owner: operatorId }, Buffer.from(sealed, 'base64url'))
    const { secret, at } = Proposal.parse(JSON.parse(text))
    if (now - at < PROPOSAL_LIFE) return secret
  } catch {
    // Changed, made for somebody else, or sealed under a pepper that is gone: to who waits here it is all the same.
  }
  throw new ServiceError('conflict', 'This was open for too long. Start again and scan the new code.')
}

const Proposal = z.object({ secret: z.string(), at: z.number() })
