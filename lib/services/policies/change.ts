import { desc, eq } from 'drizzle-orm'
import { policy, policyVersion } from '@/db/schema/policy'
import { entry } from '@/lib/audit/entry'
import { type Reach, reaches } from '@/lib/core/permissions'
import { loosens } from '@/lib/core/policy'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { actorRow } from '../context'
import { notFound } from '../errors'
import { requireStepUp } from '../reach'
import type { Transaction } from '../transaction'
import { limitsOf, nextLimits } from './limits'
import { refuseLockOut } from './lock-out'
import { ChangePolicyInput } from './schemas'

/**
 * Puts a new version in force from now on. Nothing that ended revives, nothing ends in the past.
 * Refused when another version came first. Errors: `not_found`, `step_up_required` when it lets anything live longer than
 * before, `invalid_input` for limits that would lock every operator out, or that this kind does not have.
 */
export const changePolicy = command({
  permission: 'policies.change',
  input: ChangePolicyInput,
  async run({ tx, actor, reach, now, input }) {
    const { policyId, note, previewedEndings } = input
    const found = await find(tx, reach, policyId)
    refuseLockOut(found, input.limits)
    const [before] = await tx
      .select()
      .from(policyVersion)
      .where(eq(policyVersion.policyId, policyId))
      .orderBy(desc(policyVersion.version))
      .limit(1)
    if (before !== undefined && before.version !== input.expectedVersion) {
      return refused(
        'changed_meanwhile',
        `${before.actorLabel} set version ${before.version} meanwhile. Look at it before you set another.`,
      )
    }
    const limits = nextLimits(found.kind, before ?? null, input.limits)
    if (before !== undefined && loosens(before, limits)) requireStepUp(actor, now)
    const version = (before?.version ?? 0) + 1
    // A version in force for no time at all would end nothing, and revive what was judged by it in that millisecond.
    const effectiveFrom = Math.max(now, (before?.effectiveFrom ?? 0) + 1)
    const made = await tx
      .insert(policyVersion)
      .values({
        id: newId(now),
        policyId,
        version,
        ...limits,
        effectiveFrom,
        note,
        previewedEndings,
        ...actorRow(actor),
      })
      // The number is taken once: of two who saw the same version, one is first.
      .onConflictDoNothing()
      .returning()
    if (made.length === 0) {
      return refused('changed_meanwhile', 'Another version was set this moment. Look at it before you set another.')
    }
    const target = { targetType: 'policy', targetId: policyId, applicationId: found.applicationId } as const
    const detail = {
      version,
      before: before === undefined ? null : limitsOf(before),
      after: limits,
      note,
      previewedEndings,
    }
    return { result: { policyId, version, effectiveFrom }, entries: [entry('policy.changed', target, detail)] }
  },
})

async function find(tx: Transaction, reach: Reach, policyId: string) {
  const [found] = await tx.select().from(policy).where(eq(policy.id, policyId))
  if (found === undefined || !reaches(reach, found.applicationId)) throw notFound('policy')
  return found
}
