import { eq } from 'drizzle-orm'
import { operatorPasskey, operatorTotp } from '@/db/schema/operator-factor'
import type { Reader } from '../../transaction'
import { recoveryCodesLeft } from './recovery-code'

/** The second factors an operator can show. */
export interface FactorOffer {
  readonly totp: boolean
  readonly passkey: boolean
  readonly recoveryCodes: boolean
}

/** Reads what an operator can show besides the password. */
export async function readOffer(db: Reader, operatorId: string): Promise<FactorOffer> {
  const totp = await db.$count(operatorTotp, eq(operatorTotp.operatorId, operatorId))
  const passkeys = await db.$count(operatorPasskey, eq(operatorPasskey.operatorId, operatorId))
  const codes = await recoveryCodesLeft(db, operatorId)
  return { totp: totp > 0, passkey: passkeys > 0, recoveryCodes: codes > 0 }
}

/** Whether anything but the password is asked of an operator with this offer. Recovery codes alone are no factor. */
export function asksMore({ totp, passkey }: FactorOffer): boolean {
  return totp || passkey
}
