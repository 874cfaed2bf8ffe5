import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { shareLink } from '@/db/schema/share-link'
import type { Instant } from '@/lib/core/instant'
import { query } from '../query'
import { withinReach } from '../reach'
import { SharedOf, shareKey } from './schemas'

/** A link as the console shows it; its token is nowhere. */
export interface ShareView {
  readonly id: string
  readonly createdAt: Instant
  readonly createdBy: string
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
  /** Whether it can be opened now. */
  readonly live: boolean
  readonly opened: number
  readonly lastOpenedAt: Instant | null
}

const LISTED_MAX = 20

/** The links made for one explanation, newest first. */
export const listShares = query({
  permission: 'explanations.share',
  input: z.strictObject({ of: SharedOf }),
  async run({ db, now, input, reach }): Promise<ShareView[]> {
    const rows = await db
      .select()
      .from(shareLink)
      .where(and(eq(shareLink.key, shareKey(input.of)), withinReach(reach, shareLink.applicationId)))
      .orderBy(desc(shareLink.createdAt))
      .limit(LISTED_MAX)
    return rows.map(({ id, createdAt, actorLabel, expiresAt, revokedAt, opened, lastOpenedAt }) => ({
      ...{ id, createdAt, createdBy: actorLabel, expiresAt, revokedAt, opened, lastOpenedAt },
      live: revokedAt === null && expiresAt > now,
    }))
  },
})
