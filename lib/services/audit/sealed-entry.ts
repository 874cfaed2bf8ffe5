import type { auditEntry } from '@/db/schema/audit'
import type { Json } from '@/lib/audit/canonical'

/** An entry as it goes into the chain: every column, so that no field can be changed unseen. */
export function sealedEntry(row: typeof auditEntry.$inferSelect): Json {
  const { id, at, action, actorType, actorId, actorLabel, targetType, targetId } = row
  const { applicationId, subjectId, correlationId, requestIp } = row
  const detail: Json = JSON.parse(JSON.stringify(row.detail))
  return {
    id,
    at,
    action,
    actorType,
    actorId,
    actorLabel,
    targetType,
    targetId,
    applicationId,
    subjectId,
    correlationId,
    requestIp,
    detail,
  }
}
