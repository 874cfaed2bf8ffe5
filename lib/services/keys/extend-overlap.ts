import { eq } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { entry } from '@/lib/audit/entry'
import { type Instant, SECOND } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { longestOverlapAt } from '@/lib/core/policy'
import { command, refused } from '../command'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound, ServiceError } from '../errors'
import { lockCredentials } from '../lock-credentials'
import type { Transaction } from '../transaction'
import { longestWords, type OverlapRefusal, overlapOf } from './overlap'
import { ExtendOverlapInput } from './schemas'

/**
 * Lets the old token of a rotated key be accepted for longer: in all no longer than 30 days, or than a policy allows today.
 * Refused: `not_rotated`, `ended`. Errors: `not_found`, `invalid_input` for an end that is no later one, or too late.
 */
export const extendOverlap = command({
  permission: 'keys.rotate',
  input: ExtendOverlapInput,
  async run({ tx, reach, now, input, services }) {
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !reaches(reach, stored.record.applicationId)) throw notFound('key')
    const overlap = overlapOf(stored, config, now)
    if ('refused' in overlap) return refused<OverlapRefusal>(overlap.refused, overlap.message)

    const { successorId, overlapUntil: before } = overlap
    const { id, applicationId, subjectId, kind } = stored.record
    const longest = longestOverlapAt(config.policiesFor(applicationId, kind), now)
    refuseEnd(input.until, before, { rotatedAt: await issuedAt(tx, successorId), longest })
    await tx.update(credentialLive).set({ overlapUntil: input.until }).where(eq(credentialLive.credentialId, id))
    const record = { ...stored.record, overlapUntil: input.until }
    const result: CredentialSummary = summarize({ ...stored, record }, config, now)
    const target = { targetType: 'credential', targetId: id, applicationId, subjectId } as const
    const detail = { credentialId: id, successorId, before, after: input.until }
    return { result, entries: [entry('key.overlap_changed', target, detail)] }
  },
})

interface Rule {
  readonly rotatedAt: Instant
  /** In seconds. */
  readonly longest: number
}

function refuseEnd(until: Instant, before: Instant, { rotatedAt, longest }: Rule): void {
  const latest = rotatedAt + longest * SECOND
  const detail =
    until <= before
      ? 'This is no later than it ends already. To end it earlier, end it now.'
      : until > latest
        ? `Both are accepted for at most ${longestWords(longest)}, until ${new Date(latest).toISOString()}.`
        : null
  if (detail !== null)
    throw new ServiceError('invalid_input', 'The overlap cannot end then.', { fields: [{ pointer: '/until', detail }] })
}

async function issuedAt(tx: Transaction, credentialId: string): Promise<Instant> {
  const [row] = await tx.select({ at: credential.issuedAt }).from(credential).where(eq(credential.id, credentialId))
  if (row === undefined) throw new Error(`Credential ${credentialId} is a successor and does not exist`)
  return row.at
}
