import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { type CHALLENGE_PURPOSES, passkeyChallenge } from '@/db/schema/operator-factor'
import { MINUTE } from '@/lib/core/instant'
import { randomSecret, secretDigest } from '@/lib/crypto/random'
import type { Services } from '../../context'
import { databaseNow } from '../../query'
import { record } from '../../record'

const CHALLENGE_LIFE = 5 * MINUTE

/** What a challenge is for, and the session, ticket or browser it was given to. */
export interface ChallengePlace {
  readonly purpose: (typeof CHALLENGE_PURPOSES)[number]
  readonly boundTo: string
}

/** The place of what is asked within an operator's session. */
export function boundToSession(sessionId: string): string {
  return `session:${sessionId}`
}

/** Makes a challenge; it can be answered once, from the same place, for five minutes. */
export async function makeChallenge({ db }: Services, place: ChallengePlace): Promise<string> {
  const challenge = randomSecret()
  await record(db, async (tx) => {
    const now = await databaseNow(tx)
    await tx.delete(passkeyChallenge).where(lt(passkeyChallenge.expiresAt, now - CHALLENGE_LIFE))
    await tx
      .insert(passkeyChallenge)
      .values({ ...place, digest: secretDigest(challenge), expiresAt: now + CHALLENGE_LIFE })
  })
  return challenge
}

/**
 * Takes the challenge an answer was made for. Null when it was not given to this place, is too old, or was answered before;
 * also when what is answered proves wrong, it is gone.
 */
export async function takeChallenge(
  { db }: Services,
  clientDataJSON: string,
  { purpose, boundTo }: ChallengePlace,
): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON)
  if (challenge === null) return null
  return record(db, async (tx) => {
    const now = await databaseNow(tx)
    const taken = await tx
      .update(passkeyChallenge)
      .set({ usedAt: now })
      .where(
        and(
          eq(passkeyChallenge.digest, secretDigest(challenge)),
          eq(passkeyChallenge.purpose, purpose),
          eq(passkeyChallenge.boundTo, boundTo),
          isNull(passkeyChallenge.usedAt),
          gt(passkeyChallenge.expiresAt, now),
        ),
      )
      .returning({ digest: passkeyChallenge.digest })
    return taken.length > 0 ? challenge : null
  })
}

/** The challenge inside what the browser signed; the signature is not looked at yet. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    const challenge = typeof data === 'object' && data !== null ? Reflect.get(data, 'challenge') : null
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}
