import { and, eq, gt, isNull } from 'drizzle-orm'
import { type LINK_PURPOSES, operatorLink } from '@/db/schema/operator-link'
import { HOUR, type Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { randomSecret, secretDigest } from '@/lib/crypto/random'
import { type Actor, actorRow } from '../../context'
import type { Reader, Transaction } from '../../transaction'

const LINK_LIFE = HOUR

/** What a link opens. */
export type LinkTarget =
  | { readonly purpose: 'reset' | 'forgotten'; readonly operatorId: string }
  | { readonly purpose: 'new_owner'; readonly operatorId: null }

/** A link just made. The token is shown once; nothing stored can make it again. */
export interface MadeLink {
  readonly token: string
  readonly expiresAt: Instant
}

export interface UsableLink {
  readonly id: string
  readonly purpose: (typeof LINK_PURPOSES)[number]
  readonly operatorId: string | null
}

/** Makes a link that is good once and for an hour; an earlier one into the same account ends. */
export async function makeLink(tx: Transaction, actor: Actor, now: Instant, target: LinkTarget): Promise<MadeLink> {
  const token = randomSecret()
  const expiresAt = now + LINK_LIFE
  if (target.operatorId !== null) {
    await tx
      .update(operatorLink)
      .set({ expiresAt: now })
      .where(
        and(
          eq(operatorLink.operatorId, target.operatorId),
          isNull(operatorLink.usedAt),
          gt(operatorLink.expiresAt, now),
        ),
      )
  }
  await tx
    .insert(operatorLink)
    .values({ id: newId(now), digest: secretDigest(token), createdAt: now, expiresAt, ...target, ...actorRow(actor) })
  return { token, expiresAt }
}

/** The link with this token, unless it was used, has expired or never existed. */
export async function findLink(db: Reader, token: string, now: Instant): Promise<UsableLink | null> {
  const [found] = await db
    .select({ id: operatorLink.id, purpose: operatorLink.purpose, operatorId: operatorLink.operatorId })
    .from(operatorLink)
    .where(
      and(eq(operatorLink.digest, secretDigest(token)), isNull(operatorLink.usedAt), gt(operatorLink.expiresAt, now)),
    )
  return found ?? null
}

/** Uses it up: of many at once one succeeds. */
export async function spendLink(tx: Transaction, { id }: UsableLink, now: Instant): Promise<boolean> {
  const spent = await tx
    .update(operatorLink)
    .set({ usedAt: now })
    .where(and(eq(operatorLink.id, id), isNull(operatorLink.usedAt)))
    .returning({ id: operatorLink.id })
  return spent.length > 0
}
