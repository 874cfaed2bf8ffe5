import { eq } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { entry } from '@/lib/audit/entry'
import { reaches } from '@/lib/core/permissions'
import { command, refused } from '../command'
import { type CredentialSummary, summarize } from '../credential-summary'
import { endCredentials } from '../end-credentials'
import { notFound } from '../errors'
import { lockCredentials } from '../lock-credentials'
import { type OverlapRefusal, overlapOf } from './overlap'
import { EndOverlapInput } from './schemas'

/**
 * Ends the overlap of a rotated key before its time: its token is `superseded` from this instant, its successor lives on.
 * Refused: `not_rotated`, `ended`. Errors: `not_found`.
 */
export const endOverlap = command({
  permission: 'keys.end_overlap',
  input: EndOverlapInput,
  async run({ tx, actor, reach, now, input, services, context }) {
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !reaches(reach, stored.record.applicationId)) throw notFound('key')
    const overlap = overlapOf(stored, config, now)
    if ('refused' in overlap) return refused<OverlapRefusal>(overlap.refused, overlap.message)

    const { record } = stored
    const { id, applicationId, subjectId } = record
    await tx.update(credentialLive).set({ overlapUntil: now }).where(eq(credentialLive.credentialId, id))
    const ending = { credentialId: id, endedAt: now, reason: 'superseded', cause: null, note: input.note } as const
    await endCredentials(tx, { now, actor, correlationId: context.correlationId }, [ending])
    const result: CredentialSummary = summarize({ ...stored, record: { ...record, overlapUntil: now } }, config, now)
    const target = { targetType: 'credential', targetId: id, applicationId, subjectId } as const
    const { successorId, overlapUntil: before } = overlap
    const detail = { credentialId: id, successorId, before, endedAt: now, note: input.note }
    return { result, entries: [entry('key.overlap_ended', target, detail)] }
  },
})
