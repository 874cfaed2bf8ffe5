import { and, desc, eq, isNull, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { operator, roleBinding } from '@/db/schema/operator'
import { breakGlass, breakGlassSeen } from '@/db/schema/operator-link'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { command, refused, unchanged } from '../../command'
import { enqueueNotices } from '../../enqueue-notices'
import { Id, line } from '../../input-parts'
import { query } from '../../query'
import type { Transaction } from '../../transaction'
import { ownActor } from '../own-actor'
import { type LinkTarget, makeLink } from './link'
import { stripAccount } from './strip-account'

/**
 * Lets somebody in who has a shell on the machine, past every rule: resets the operator with this address, or makes a link for a
 * new owner. Every owner is told until they acknowledge it. Outcome `unknown_operator`. For the system only.
 */
export const breakTheGlass = command({
  permission: 'system.work',
  input: z.strictObject({ osUser: line(200), email: z.string().max(320).nullable() }),
  async run({ tx, actor, now, context, input: { osUser, email } }) {
    const account = email === null ? null : await accountOf(tx, email)
    if (email !== null && account === null) return refused('unknown_operator', 'No operator has this mail address.')
    const purpose: LinkTarget['purpose'] = account === null ? 'new_owner' : 'reset'
    const stripped = account === null ? { entries: [] } : await stripAccount(tx, { actor, now, context }, account)
    const { token, expiresAt } = await makeLink(
      tx,
      actor,
      now,
      account === null ? { purpose: 'new_owner', operatorId: null } : { purpose: 'reset', operatorId: account.id },
    )
    const id = newId(now)
    await tx.insert(breakGlass).values({ id, at: now, osUser, purpose, operatorId: account?.id ?? null })
    await tellOwners(tx, now, id)
    const target =
      account === null
        ? ({ targetType: 'installation', targetId: null } as const)
        : ({ targetType: 'operator', targetId: account.id, subjectId: account.subjectId } as const)
    return {
      result: { token, expiresAt, purpose },
      entries: [entry('break_glass.used', target, { osUser, purpose, linkExpiresAt: expiresAt }), ...stripped.entries],
    }
  },
})

/** A use of break-glass that this owner has not acknowledged. */
export interface BreakGlassAlarm {
  readonly id: string
  readonly at: Instant
  readonly osUser: string
  /** Whose account was opened; null for a link that makes a new owner. */
  readonly operatorName: string | null
}

/** Lists what was done past every rule and the owner who asks has not acknowledged, newest first. */
export const listBreakGlass = query({
  permission: 'break_glass.see',
  input: z.strictObject({}),
  async run({ db, actor }): Promise<BreakGlassAlarm[]> {
    const seen = db
      .select({ one: sql`1` })
      .from(breakGlassSeen)
      .where(and(eq(breakGlassSeen.breakGlassId, breakGlass.id), eq(breakGlassSeen.operatorId, ownActor(actor).id)))
    return db
      .select({ id: breakGlass.id, at: breakGlass.at, osUser: breakGlass.osUser, operatorName: operator.name })
      .from(breakGlass)
      .leftJoin(operator, eq(operator.id, breakGlass.operatorId))
      .where(notExists(seen))
      .orderBy(desc(breakGlass.at))
      .limit(20)
  },
})

/** Notes that an owner saw a use of break-glass; it is shown to the others all the same. */
export const acknowledgeBreakGlass = command({
  permission: 'break_glass.see',
  input: z.strictObject({ id: Id }),
  async run({ tx, actor, now, input }) {
    const { id, subjectId } = ownActor(actor)
    const known = await tx.select({ id: breakGlass.id }).from(breakGlass).where(eq(breakGlass.id, input.id))
    if (known.length === 0) return unchanged(null)
    const noted = await tx
      .insert(breakGlassSeen)
      .values({ breakGlassId: input.id, operatorId: id, at: now })
      .onConflictDoNothing()
      .returning({ id: breakGlassSeen.breakGlassId })
    if (noted.length === 0) return unchanged(null)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: null, entries: [entry('break_glass.seen', target, { breakGlassId: input.id })] }
  },
})

/** By mail too: an owner may not look at the console for days. */
async function tellOwners(tx: Transaction, now: Instant, id: string): Promise<void> {
  const owners = await tx
    .select({ subjectId: operator.subjectId })
    .from(operator)
    .innerJoin(roleBinding, and(eq(roleBinding.operatorId, operator.id), eq(roleBinding.role, 'owner')))
    .groupBy(operator.subjectId)
  const about = { applicationId: null, credentialId: null, aboutAt: now }
  await enqueueNotices(
    tx,
    now,
    owners.map(({ subjectId }) => ({
      kind: 'operator_break_glass',
      dedupeKey: `operator_break_glass:${id}:${subjectId}`,
      recipient: { type: 'operator', id: subjectId },
      ...about,
    })),
  )
}

async function accountOf(tx: Transaction, email: string) {
  const [found] = await tx
    .select({ id: operator.id, subjectId: operator.subjectId })
    .from(operator)
    .where(and(eq(sql`lower(${operator.email})`, sql`lower(${email.trim()})`), isNull(operator.removedAt)))
    .for('update')
  return found ?? null
}
