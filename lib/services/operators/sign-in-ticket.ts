import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { signInTicket } from '@/db/schema/operator-factor'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { randomSecret, secretDigest } from '@/lib/crypto/random'
import type { Services } from '../context'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Reader, Transaction } from '../transaction'

const TICKET_LIFE = 5 * MINUTE
/** Wrong proofs a ticket bears; after them the password is asked again. */
const ATTEMPTS_MAX = 5

export interface Ticket {
  readonly digest: Buffer
  readonly operatorId: string
  /** What was shown before it was given. */
  readonly method: string
}

/** Gives a ticket to who has shown the password and owes a second factor. What is returned goes into a cookie and nowhere else. */
export async function giveTicket({ db }: Services, operatorId: string, method: string): Promise<string> {
  const secret = randomSecret()
  await record(db, async (tx) => {
    const now = await databaseNow(tx)
    await tx.delete(signInTicket).where(lt(signInTicket.expiresAt, now - TICKET_LIFE))
    await tx
      .insert(signInTicket)
      .values({ digest: secretDigest(secret), operatorId, method, expiresAt: now + TICKET_LIFE })
  })
  return secret
}

/** The ticket, with one attempt more on it; null when it was used, is too old, or has borne too many attempts. */
export async function takeTicket({ db }: Services, secret: string): Promise<Ticket | null> {
  return record(db, async (tx) => {
    const [taken] = await tx
      .update(signInTicket)
      .set({ attempts: sql`${signInTicket.attempts} + 1` })
      .where(isUsable(secretDigest(secret), await databaseNow(tx)))
      .returning({
        digest: signInTicket.digest,
        operatorId: signInTicket.operatorId,
        method: signInTicket.method,
      })
    return taken ?? null
  })
}

/** The ticket as it lies there, for the page that asks. */
export async function readTicket(db: Reader, secret: string, now: Instant): Promise<Ticket | null> {
  const [found] = await db
    .select({ digest: signInTicket.digest, operatorId: signInTicket.operatorId, method: signInTicket.method })
    .from(signInTicket)
    .where(isUsable(secretDigest(secret), now))
  return found ?? null
}

/** Trades it in: of two at once one gets a session. */
export async function spendTicket(tx: Transaction, { digest }: Ticket, now: Instant): Promise<boolean> {
  const spent = await tx
    .update(signInTicket)
    .set({ usedAt: now })
    .where(and(eq(signInTicket.digest, digest), isNull(signInTicket.usedAt)))
    .returning({ digest: signInTicket.digest })
  return spent.length > 0
}

/** Where a passkey's challenge is bound to. */
export function ticketPlace({ digest }: Ticket) {
  return { purpose: 'sign_in', boundTo: `ticket:${digest.toString('hex')}` } as const
}

function isUsable(digest: Buffer, now: Instant) {
  return and(
    eq(signInTicket.digest, digest),
    isNull(signInTicket.usedAt),
    gt(signInTicket.expiresAt, now),
    lt(signInTicket.attempts, ATTEMPTS_MAX),
  )
}
