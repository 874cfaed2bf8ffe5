import type { AuditLine, Log } from '@/lib/log'
import { type SealedEntry, sealPage } from '@/lib/services/audit/seal'
import type { Services } from '@/lib/services/context'

/**
 * Seals what is unsealed, then writes a line of each entry for the collector of another system. A worker that dies between the
 * two leaves a gap in the positions there, never a line that is not true. Returns how many were sealed.
 */
export async function sealAndTell(services: Services, log: Log | null): Promise<number> {
  const sealed = await sealPage(services)
  for (const each of sealed) log?.audit(lineOf(each))
  return sealed.length
}

function lineOf({ position, hash, entry }: SealedEntry): AuditLine {
  return {
    position,
    hash: hash.toString('hex'),
    entry_id: entry.id,
    entry_at: new Date(entry.at).toISOString(),
    action: entry.action,
    actor_type: entry.actorType,
    actor_id: entry.actorId,
    target_type: entry.targetType,
    target_id: entry.targetId,
    application_id: entry.applicationId,
    correlation_id: entry.correlationId,
  }
}
