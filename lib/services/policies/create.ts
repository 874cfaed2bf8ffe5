import { eq } from 'drizzle-orm'
import { application } from '@/db/schema/application'
import { policy, policyVersion } from '@/db/schema/policy'
import { entry } from '@/lib/audit/entry'
import type { Kind } from '@/lib/core/credential'
import { reaches } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { actorRow } from '../context'
import { notFound } from '../errors'
import { nextLimits } from './limits'
import { refuseLockOut } from './lock-out'
import { CreatePolicyInput } from './schemas'

const NAMES: Record<Kind, string> = {
  session: 'Web sessions',
  api_key: 'API keys',
  one_time: 'One-time tokens',
  certificate: 'Certificates',
}

/** Gives an application its own rule for one kind, in force from now on. Refused when it has one: change that. */
export const createPolicy = command({
  permission: 'policies.change',
  input: CreatePolicyInput,
  async run({ tx, actor, reach, now, input: { applicationId, kind, note, ...input } }) {
    const [owner] = await tx.select({ id: application.id }).from(application).where(eq(application.id, applicationId))
    if (owner === undefined || !reaches(reach, owner.id)) throw notFound('application')
    refuseLockOut({ applicationId, kind }, input.limits)
    const limits = nextLimits(kind, null, input.limits)
    const name = NAMES[kind]
    const policyId = newId(now)
    const made = await tx
      .insert(policy)
      .values({ id: policyId, applicationId, kind, name, createdAt: now })
      .onConflictDoNothing()
      .returning()
    if (made.length === 0)
      return refused('exists', 'This application has a rule for this kind already. Change that one.')
    await tx
      .insert(policyVersion)
      .values({ id: newId(now), policyId, version: 1, ...limits, effectiveFrom: now, note, ...actorRow(actor) })
    const target = { targetType: 'policy', targetId: policyId, applicationId } as const
    const changed = entry('policy.changed', target, {
      version: 1,
      before: null,
      after: limits,
      note,
      previewedEndings: null,
    })
    return { result: { policyId, version: 1 }, entries: [entry('policy.created', target, { name, kind }), changed] }
  },
})
