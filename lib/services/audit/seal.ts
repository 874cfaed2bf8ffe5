import { asc, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import { auditEntry, auditSeal } from '@/db/schema/audit'
import { GENESIS, leafHash, link } from '@/lib/audit/chain'
import { HOUR, type Instant } from '@/lib/core/instant'
import type { Services } from '../context'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Transaction } from '../transaction'
import { sealedEntry } from './sealed-entry'

const SEAL_LOCK = 7202
const PAGE = 1_000

/** An entry at its place in the chain. */
export interface SealedEntry {
  readonly position: number
  readonly hash: Buffer
  readonly entry: typeof auditEntry.$inferSelect
}

/**
 * Gives position and hash to entries that have none, in the order they became visible. One sealer at a time; another
 * returns 0 at once. Entries are appended unchained because a chain lock inside every write was measured to halve sign-ins.
 */
export async function sealEntries(services: Services): Promise<number> {
  return (await sealPage(services)).length
}

/** The same; returns what was sealed, once it is stored. */
export function sealPage(services: Services): Promise<readonly SealedEntry[]> {
  return record(services.db, async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as mine`)
    if (rows[0]?.mine !== true) return []
    const head = await selectHead(tx)
    const unsealed = await selectUnsealed(tx, head?.at == null ? null : head.at - HOUR)
    if (unsealed.length === 0) return []
    const sealedAt = await databaseNow(tx)
    let { position, hash } = head ?? { position: 0, hash: GENESIS }
    const sealed = unsealed.map(({ entry }) => {
      position += 1
      hash = link(hash, leafHash(sealedEntry(entry)))
      return { position, hash, entry }
    })
    await tx.insert(auditSeal).values(sealed.map(({ entry, ...seal }) => ({ ...seal, entryId: entry.id, sealedAt })))
    return sealed
  })
}

/** The end of the chain, with the instant of the entry there. */
async function selectHead(tx: Transaction) {
  const [head] = await tx
    .select({ position: auditSeal.position, hash: auditSeal.hash, at: auditEntry.at })
    .from(auditSeal)
    .leftJoin(auditEntry, eq(auditEntry.id, auditSeal.entryId))
    .orderBy(desc(auditSeal.position))
    .limit(1)
  return head
}

/**
 * No transaction of ours lives for an hour, so what is an hour older than the last sealed entry was sealed before it. Counted
 * from when it was sealed instead, a backlog of more than a page would lose its rest.
 */
function selectUnsealed(tx: Transaction, since: Instant | null) {
  return tx
    .select({ entry: auditEntry })
    .from(auditEntry)
    .leftJoin(auditSeal, sql`${auditSeal.entryId} = ${auditEntry.id}`)
    .where(sql`${isNull(auditSeal.entryId)} and ${since === null ? sql`true` : gte(auditEntry.at, since)}`)
    .orderBy(asc(auditEntry.at), asc(auditEntry.id))
    .limit(PAGE)
}
