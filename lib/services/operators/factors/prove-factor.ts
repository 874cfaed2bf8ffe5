import { and, eq, lt } from 'drizzle-orm'
import { operatorTotp } from '@/db/schema/operator-factor'
import type { AuditEntryDraft } from '@/lib/audit/entry'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { Keyring } from '@/lib/crypto/keyring'
import { unseal } from '@/lib/crypto/seal'
import type { Reader, Transaction } from '../../transaction'
import { asksMore, readOffer } from './offer'
import { findPasskey, provePasskey } from './passkey-proof'
import { recoveryCodesLeft, spendRecoveryCode } from './recovery-code'
import type { FactorProof, RelyingParty } from './schemas'
import { matchingStep } from './totp'

/** A second factor that was shown: how it is called in RFC 8176, and what the audit must know besides. */
export interface ProvenFactor {
  readonly method: 'otp' | 'hwk' | 'swk'
  readonly entries: readonly AuditEntryDraft[]
}

/** What a proof is judged against. `challenge`: the one its passkey signed, taken before, or null. */
export interface ProofSetting {
  readonly keyring: Keyring
  readonly now: Instant
  readonly operatorId: string
  readonly challenge: string | null
  readonly relyingParty: RelyingParty
}

/** Accepts a proof of a second factor and uses it up, in one statement each, so that of two at once one fails. Null when it proves nothing. */
export async function proveFactor(
  tx: Transaction,
  setting: ProofSetting,
  proof: FactorProof,
): Promise<ProvenFactor | null> {
  switch (proof.kind) {
    case 'totp':
      return (await spendCode(tx, setting, proof.code)) ? { method: 'otp', entries: [] } : null
    case 'recovery_code':
      return proveByRecoveryCode(tx, setting, proof.code)
    case 'passkey':
      return proveByPasskey(tx, setting, proof.signed)
  }
}

/** Whether anything but the password is asked of this operator. */
export async function hasSecondFactor(db: Reader, operatorId: string): Promise<boolean> {
  return asksMore(await readOffer(db, operatorId))
}

/** What to say of a proof that proved nothing. */
export const WRONG_PROOF = {
  totp: 'This is not the code for now, or it was used already. Wait for the next one.',
  recovery_code: 'This is none of your recovery codes, or it was used already.',
  passkey: 'This passkey could not be confirmed. Try again, or use another way.',
} as const

/** The purpose a seed is sealed for. */
export const TOTP_SEAL = 'operator totp'

async function spendCode(tx: Transaction, { keyring, now, operatorId }: ProofSetting, code: string): Promise<boolean> {
  const [totp] = await tx.select().from(operatorTotp).where(eq(operatorTotp.operatorId, operatorId))
  if (totp === undefined) return false
  const secret = unseal(keyring, { purpose: TOTP_SEAL, owner: operatorId }, totp.sealedSecret)
  const step = matchingStep(secret, code, now)
  if (step === null) return false
  const spent = await tx
    .update(operatorTotp)
    .set({ lastStep: step })
    .where(and(eq(operatorTotp.operatorId, operatorId), lt(operatorTotp.lastStep, step)))
    .returning({ id: operatorTotp.operatorId })
  return spent.length > 0
}

async function proveByRecoveryCode(tx: Transaction, { now, operatorId }: ProofSetting, code: string) {
  if (!(await spendRecoveryCode(tx, operatorId, code, now))) return null
  const left = await recoveryCodesLeft(tx, operatorId)
  const target = { targetType: 'operator', targetId: operatorId } as const
  // RFC 8176 has no name for a look-up secret; "otp" is any one-time password.
  return { method: 'otp', entries: [entry('recovery_codes.used', target, { left })] } as const
}

async function proveByPasskey(
  tx: Transaction,
  { now, operatorId, challenge, relyingParty }: ProofSetting,
  signed: Extract<FactorProof, { kind: 'passkey' }>['signed'],
): Promise<ProvenFactor | null> {
  const passkey = await findPasskey(tx, signed)
  if (passkey === null || challenge === null || passkey.operatorId !== operatorId) return null
  const proven = await provePasskey(tx, now, passkey, { signed, challenge, relyingParty })
  return proven === null ? null : { method: proven.keyKind, entries: [] }
}
