import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { shareLink } from '@/db/schema/share-link'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../command'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { withinReach } from '../reach'

/** Ends a link at once. Outcome `already_over`. Errors: `not_found`, also for what is out of reach. */
export const revokeShare = command({
  permission: 'explanations.share',
  input: z.strictObject({ shareId: Id }),
  async run({ tx, input, now, reach }) {
    const isIt = and(eq(shareLink.id, input.shareId), withinReach(reach, shareLink.applicationId))
    const [link] = await tx.select().from(shareLink).where(isIt).for('update')
    if (link === undefined) throw notFound('link')
    if (link.revokedAt !== null || link.expiresAt <= now) return refused('already_over', 'This link is over already.')
    await tx
      .update(shareLink)
      .set({ revokedAt: now })
      .where(and(eq(shareLink.id, link.id), isNull(shareLink.revokedAt)))
    const { id, applicationId, key } = link
    return {
      result: { id },
      entries: [entry('explanation.share_revoked', { targetType: 'share_link', targetId: id, applicationId }, { key })],
    }
  },
})
