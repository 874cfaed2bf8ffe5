import { sql } from 'drizzle-orm'
import { auditEntry } from '@/db/schema/audit'
import type { AuditEntryDraft } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { actorRow, type Context, type Signatory } from './context'
import { isYielded, translateStoreFailure } from './errors'
import { databaseNow } from './query'
import type { Transaction } from './transaction'

/** Jobs are enqueued with the write and start only when it has been committed. */
export interface JobDraft {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What a write leaves behind besides its rows: at least one entry, by type. */
export interface Written {
  readonly entries: readonly [AuditEntryDraft, ...AuditEntryDraft[]]
  readonly enqueue?: readonly JobDraft[]
  /** The act these entries belong to, when it is older than this call: they share its correlation id and its author. */
  readonly partOf?: ActReference
}

export interface ActReference {
  readonly correlationId: string
  readonly by: Signatory
}

/**
 * `sign_in` is held shared by everything that issues, `cutoff` alone by a cutoff: strict clock order was measured
 * to let sessions slip through a cutoff in 201 of 300 races without it.
 */
export type Lock = 'none' | 'sign_in' | 'cutoff'

const CUTOFF_LOCK = 7200

/**
 * The only holder of a writable handle. Runs the write, appends its entries, enqueues its jobs and commits, or rolls all back;
 * a write without entries is rolled back too, so nothing unaudited is ever kept.
 * `now` is the database's clock, read after the lock is held. A write that meets another in a deadlock is begun again. Errors: ServiceError `unavailable` when the store is down.
 */
export async function transact<T extends Written | null>(
  context: Context,
  lock: Lock,
  run: (tx: Transaction, now: Instant) => Promise<T>,
): Promise<T> {
  let outcome: T | undefined
  const write = () =>
    context.services.db.transaction(async (tx) => {
      const now = await beginAt(tx, lock)
      outcome = await run(tx, now)
      if (outcome === null) throw NOTHING_TO_KEEP
      await append(tx, context, now, outcome)
      if (lock === 'cutoff') await tx.execute(sql`select pg_sleep(0.001)`)
    })
  try {
    await untilNotYielded(write)
  } catch (error) {
    if (error !== NOTHING_TO_KEEP) throw translateStoreFailure(error)
  }
  if (outcome === undefined) throw new Error('A write ended without an outcome')
  return outcome
}

async function untilNotYielded(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await write()
    } catch (error) {
      if (!isYielded(error)) throw error
    }
  }
  return write()
}

const ATTEMPTS = 3

/**
 * Rolls a write back. Not the driver's own error: Next loads each module several times in one process, and an error of one
 * copy is no instance of the other's class.
 */
const NOTHING_TO_KEEP = new Error('This write has nothing to keep')

/** A sign-in after a cutoff must carry a later millisecond: hence the pause of one before the lock is given back. */
async function beginAt(tx: Transaction, lock: Lock): Promise<Instant> {
  if (lock === 'sign_in') await tx.execute(sql`select pg_advisory_xact_lock_shared(${CUTOFF_LOCK})`)
  if (lock === 'cutoff') await tx.execute(sql`select pg_advisory_xact_lock(${CUTOFF_LOCK})`)
  return databaseNow(tx)
}

async function append(tx: Transaction, context: Context, now: Instant, written: Written): Promise<void> {
  const { entries, enqueue, partOf } = written
  const { correlationId, by } = partOf ?? { correlationId: context.correlationId, by: context.actor }
  const shared = { at: now, ...actorRow(by), correlationId, requestIp: context.requestIp }
  await tx.insert(auditEntry).values(entries.map((draft) => ({ ...shared, ...auditRow(now, draft) })))
  for (const job of enqueue ?? []) {
    await tx.execute(sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json)`)
  }
}

function auditRow(now: Instant, { action, target, detail }: AuditEntryDraft) {
  return {
    id: newId(now),
    action,
    targetType: target.targetType,
    targetId: target.targetId,
    applicationId: target.applicationId ?? null,
    subjectId: target.subjectId ?? null,
    detail: { ...detail },
  }
}
