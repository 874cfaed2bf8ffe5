import { asc, eq, gt, sql } from 'drizzle-orm'
import { auditEntry, auditSeal } from '@/db/schema/audit'
import { type ChainBreak, followChain, GENESIS } from '@/lib/audit/chain'
import type { Services } from '../context'
import { sealedEntry } from './sealed-entry'

export interface ChainReport {
  readonly sealed: number
  readonly unsealed: number
  readonly broken: ChainBreak | null
}

const PAGE = 5_000

/** Follows the whole chain and counts what is not sealed yet. Reads only; for `assay fsck` and the audit page. */
export async function verifyChain({ db }: Pick<Services, 'db'>): Promise<ChainReport> {
  let hash = GENESIS
  let position = 0
  for (;;) {
    const rows = await db
      .select({ seal: auditSeal, entry: auditEntry })
      .from(auditSeal)
      .leftJoin(auditEntry, eq(auditEntry.id, auditSeal.entryId))
      .where(gt(auditSeal.position, position))
      .orderBy(asc(auditSeal.position))
      .limit(PAGE)
    if (rows.length === 0) return { sealed: position, unsealed: await countUnsealed(db), broken: null }
    const links = rows.map(({ seal, entry }) => ({
      position: seal.position,
      hash: seal.hash,
      entry: entry === null ? null : sealedEntry(entry),
    }))
    const followed = followChain(hash, position, links)
    if (followed.broken !== null)
      return { sealed: position, unsealed: await countUnsealed(db), broken: followed.broken }
    hash = followed.hash
    position += rows.length
  }
}

async function countUnsealed(db: Services['db']): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::float8` })
    .from(auditEntry)
    .leftJoin(auditSeal, eq(auditSeal.entryId, auditEntry.id))
    .where(sql`${auditSeal.entryId} is null`)
  return row?.count ?? 0
}
