import { createHash } from 'node:crypto'
import { and, count, eq, isNull } from 'drizzle-orm'
import { operatorRecoveryCode } from '@/db/schema/operator-factor'
import type { Instant } from '@/lib/core/instant'
import { randomBase32 } from '@/lib/crypto/random'
import type { Reader, Transaction } from '../../transaction'

export const RECOVERY_CODES = 10
/** 120 bits: more than the 112 from which on a plain hash suffices at rest (OWASP ASVS 6.5.2). */
const CODE_LENGTH = 24
const GROUP = 4

/** Replaces an operator's codes by ten new ones. What is returned is shown once; only digests are stored. */
export async function replaceRecoveryCodes(tx: Transaction, operatorId: string, now: Instant): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => randomBase32(CODE_LENGTH))
  await tx.delete(operatorRecoveryCode).where(eq(operatorRecoveryCode.operatorId, operatorId))
  await tx
    .insert(operatorRecoveryCode)
    .values(codes.map((code) => ({ operatorId, digest: digestOf(code), createdAt: now })))
  return codes.map(grouped)
}

/** How many can still be used. */
export async function recoveryCodesLeft(db: Reader, operatorId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(operatorRecoveryCode)
    .where(and(eq(operatorRecoveryCode.operatorId, operatorId), isNull(operatorRecoveryCode.usedAt)))
  return row?.left ?? 0
}

/** Uses a code up. False when it is none of theirs, or was used before. */
export async function spendRecoveryCode(
  tx: Transaction,
  operatorId: string,
  code: string,
  now: Instant,
): Promise<boolean> {
  const spent = await tx
    .update(operatorRecoveryCode)
    .set({ usedAt: now })
    .where(
      and(
        eq(operatorRecoveryCode.operatorId, operatorId),
        eq(operatorRecoveryCode.digest, digestOf(plain(code))),
        isNull(operatorRecoveryCode.usedAt),
      ),
    )
    .returning({ digest: operatorRecoveryCode.digest })
  return spent.length > 0
}

function digestOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

function grouped(code: string): string {
  return code.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? code
}

/** As it was written down: groups, case and the letters Crockford's alphabet leaves out do not matter. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
}
