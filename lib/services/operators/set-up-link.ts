import { createHash } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { operator, setUpLink } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import { HOUR, type Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { randomBase62 } from '@/lib/crypto/token'
import { command, refused } from '../command'
import { lockOperators } from '../lock-operators'
import { query } from '../query'
import type { Reader } from '../transaction'

const LINK_LIFE = 24 * HOUR
/** 43 base62 characters carry 256 bits. */
const TOKEN_LENGTH = 43

/**
 * Makes the one-time link with which the first operator is made; earlier links end. `token` is shown once: only its digest
 * is stored. Outcome `already_set_up` as soon as an operator exists. For the system only.
 */
export const createSetUpLink = command({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ tx, now }) {
    await lockOperators(tx)
    if (await hasOperators(tx)) return refused('already_set_up', 'An operator exists already.')
    const token = randomBase62(TOKEN_LENGTH)
    const expiresAt = now + LINK_LIFE
    await tx
      .update(setUpLink)
      .set({ expiresAt: now })
      .where(and(isNull(setUpLink.usedAt), gt(setUpLink.expiresAt, now)))
    await tx.insert(setUpLink).values({ id: newId(now), digest: digestOf(token), createdAt: now, expiresAt })
    return {
      result: { token, expiresAt },
      entries: [entry('set_up.link_made', { targetType: 'installation', targetId: null }, { expiresAt })],
    }
  },
})

/** Whether a set-up link can still be used. For the system, on behalf of whoever holds the link. */
export const readSetUpLink = query({
  permission: 'system.work',
  input: z.strictObject({ token: z.string() }),
  async run({ db, now, input }): Promise<'usable' | 'not_usable' | 'already_set_up'> {
    if (await hasOperators(db)) return 'already_set_up'
    return (await findUsableLink(db, input.token, now)) === null ? 'not_usable' : 'usable'
  },
})

/** The link with this token, unless it was used, has expired or never existed. */
export async function findUsableLink(db: Reader, token: string, now: Instant): Promise<{ id: string } | null> {
  const [link] = await db
    .select({ id: setUpLink.id })
    .from(setUpLink)
    .where(and(eq(setUpLink.digest, digestOf(token)), isNull(setUpLink.usedAt), gt(setUpLink.expiresAt, now)))
  return link ?? null
}

/** Whether anybody can sign in to the console. */
export async function hasOperators(db: Reader): Promise<boolean> {
  const found = await db.select({ id: operator.id }).from(operator).limit(1)
  return found.length > 0
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
