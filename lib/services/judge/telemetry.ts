import type { Database } from '@/db/client'
import type { Instant } from '@/lib/core/instant'
import { idleSecondsAt, touchThreshold } from '@/lib/core/policy'
import type { Config } from '../config-cache'
import { createBatch } from './batch'
import { createConvoy } from './convoy'
import type { Judged } from './judge'
import { joinTallies, tallyKey, tallyOf, type Use, type UseTally } from './use-tally'
import { type RefusalDraft, writeRefusals } from './write-refusals'
import { writeUses } from './write-uses'

/** Uses and refusals: written durably where it matters, in batches where they only count. */
export interface Telemetry {
  /** Counts an accepted use. Resolves false when the credential ended in the meantime: judge again. */
  use(judged: Judged, config: Config, source: UseSource): Promise<boolean>
  /** Records a refusal. The first of a matched credential is durable when this resolves. */
  refuse(draft: RefusalDraft): Promise<void>
  /** Records a refusal with the next batch: for an answer that must neither wait for it nor fail by it. */
  refuseSoon(draft: RefusalDraft): void
  /** Writes what is waiting; call before the process ends. */
  flush(): Promise<void>
  /** What could not be kept in detail because queues were full: 0 in health. */
  dropped(): number
}

export interface UseSource {
  readonly now: Instant
  readonly ip: string | null
  readonly userAgent: string | null
  readonly scopes: readonly string[]
}

const USE_FLUSH_MILLISECONDS = 1_000
const REFUSAL_FLUSH_MILLISECONDS = 200
/** What must be durable before its answer leaves shares a commit. Refusals meet in the row of their hour: one at a time. */
const TOUCH_CONVOY = { lanes: 2, seats: 200 }
const REFUSAL_CONVOY = { lanes: 1, seats: 200 }
const SEEN_MAX = 20_000

/** Telemetry of one process: uses flushed within a second, refusals within 200 ms. Errors of durable writes reach the caller. */
export function createTelemetry(db: Database): Telemetry {
  const uses = createBatch<UseTally>((batch) => writeUses(db, batch).then(() => undefined), USE_FLUSH_MILLISECONDS, {
    keyOf: tallyKey,
    join: joinTallies,
  })
  const touch = createConvoy((together: readonly Use[]) => writeUses(db, together), TOUCH_CONVOY)
  const refuse = createConvoy((together: readonly RefusalDraft[]) => writeRefusals(db, together), REFUSAL_CONVOY)
  const refusals = createBatch<RefusalDraft>((batch) => writeRefusals(db, batch), REFUSAL_FLUSH_MILLISECONDS)
  const seen = new Set<string>()
  return {
    async use(judged, config, source) {
      const use = toUse(judged, source)
      if (use === null) return true
      if (!mustBeDurable(judged, config, source.now)) {
        uses.add(tallyOf(use))
        return true
      }
      return (await touch(use)).has(use.credentialId)
    },
    async refuse(draft) {
      const first = draft.credentialId !== null && !seen.has(draft.key)
      if (!first) return refusals.add(draft)
      if (seen.size >= SEEN_MAX) seen.clear()
      await refuse(draft)
      seen.add(draft.key)
    },
    refuseSoon: (draft) => refusals.add(draft),
    async flush() {
      await uses.flush()
      await refusals.flush()
    },
    dropped: () => uses.dropped() + refusals.dropped(),
  }
}

/** The touch rule: see `touchThreshold`. */
function mustBeDurable({ record }: Judged, config: Config, now: Instant): boolean {
  if (record === null) return false
  const idleSeconds = idleSecondsAt(config.policiesFor(record.applicationId, record.kind), now)
  return now - record.lastUsedAt >= touchThreshold(idleSeconds)
}

function toUse({ record }: Judged, { now, ip, userAgent, scopes }: UseSource): Use | null {
  return record === null
    ? null
    : { credentialId: record.id, kind: record.kind, at: now, ip, userAgent, scopes, count: 1 }
}
