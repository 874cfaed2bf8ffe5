import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { shareLink } from '@/db/schema/share-link'
import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import { HOUR, type Instant } from '@/lib/core/instant'
import { addressBlock } from '../address-block'
import { authorize } from '../authorize'
import type { Context } from '../context'
import { ServiceError, translateStoreFailure } from '../errors'
import { parseInput } from '../input'
import { takeTurn } from '../public-turns'
import { databaseNow } from '../query'
import { record } from '../record'
import { shareDigest } from './create'

/** A shared explanation, as whoever holds the link reads it. */
export interface SharedExplanation {
  readonly frozen: FrozenExplanation
  readonly expiresAt: Instant
}

const PER_BLOCK = { max: 60, within: HOUR }

const OpenShareInput = z.strictObject({ token: z.string().max(200) })

/**
 * Reads what a link leads to; null for a link that is wrong, expired or revoked: these look the same. Being opened is counted,
 * not entered. For the system, on behalf of whoever holds the link. Errors: `too_many_attempts` by the network it comes from.
 */
export async function openShare(
  context: Context,
  raw: z.input<typeof OpenShareInput>,
): Promise<SharedExplanation | null> {
  authorize(context.actor, 'system.work')
  const { token } = parseInput(OpenShareInput, raw)
  const { services, requestIp } = context
  const of = ['share', 'block', addressBlock(requestIp)]
  if (!(await takeTurn(services, { of, ...PER_BLOCK }))) throw tooMany()
  try {
    return await record(services.db, async (tx) => {
      const now = await databaseNow(tx)
      const [link] = await tx
        .update(shareLink)
        .set({ opened: sql`${shareLink.opened} + 1`, lastOpenedAt: now })
        .where(and(eq(shareLink.digest, shareDigest(token)), isNull(shareLink.revokedAt), gt(shareLink.expiresAt, now)))
        .returning({ frozen: shareLink.frozen, expiresAt: shareLink.expiresAt })
      return link ?? null
    })
  } catch (error) {
    throw translateStoreFailure(error)
  }
}

function tooMany(): ServiceError {
  return new ServiceError('too_many_attempts', 'Too many links were opened from your network. Wait an hour.', {
    retryAfterSeconds: HOUR / 1_000,
  })
}
