import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { refusal, refusalHour, refusalRequest } from '@/db/schema/refusal'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { record } from '../record'
import type { Transaction } from '../transaction'

type RefusalRow = Omit<typeof refusal.$inferInsert, 'id' | 'count' | 'firstAt' | 'lastAt'>

/** One refused presentation, ready to be stored. `key` is the same for refusals that coalesce. */
export interface RefusalDraft extends RefusalRow {
  readonly key: string
  readonly judgedAt: Instant
  /** The UUID inside the request id and the time inside that. */
  readonly requestId: string
  readonly requestAt: Instant
  readonly credentialId: string | null
  /** Of a well-formed token that matched nothing. */
  readonly selector: string | null
}

/** Stores refusals in one transaction: the coalesced rows with exact counts, every request id, and the hourly counts. */
export async function writeRefusals(db: Database, drafts: readonly RefusalDraft[]): Promise<void> {
  const groups = groupByKey(drafts)
  await record(db, async (tx) => {
    const ids = await upsertRefusals(tx, groups)
    await tx
      .insert(refusalRequest)
      .values(
        groups.flatMap((group) =>
          group.drafts.map(({ requestAt, requestId, judgedAt, selector }) => ({
            requestAt,
            requestId,
            judgedAt,
            selector,
            refusalId: ids.get(group.key) ?? group.id,
          })),
        ),
      )
      .onConflictDoNothing()
    await countHours(tx, groups)
  })
}

interface Group {
  readonly key: string
  readonly id: string
  readonly drafts: readonly RefusalDraft[]
  readonly first: RefusalDraft
  readonly firstAt: Instant
  readonly lastAt: Instant
}

/** Sorted by key: concurrent writers meet rows in the same order and cannot deadlock. */
function groupByKey(drafts: readonly RefusalDraft[]): Group[] {
  const groups = new Map<string, RefusalDraft[]>()
  for (const draft of drafts) {
    const group = groups.get(draft.key)
    if (group === undefined) groups.set(draft.key, [draft])
    else group.push(draft)
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, members]) => {
      const [first] = members
      if (first === undefined) return []
      const instants = members.map((each) => each.judgedAt)
      const [firstAt, lastAt] = [Math.min(...instants), Math.max(...instants)]
      return [{ key, id: newId(first.judgedAt), drafts: members, first, firstAt, lastAt }]
    })
}

async function upsertRefusals(tx: Transaction, groups: readonly Group[]): Promise<Map<string, string>> {
  const rows = await tx
    .insert(refusal)
    .values(groups.map(toRow))
    .onConflictDoUpdate({
      target: [refusal.hour, refusal.dedupeKey],
      set: {
        count: sql`${refusal.count} + excluded.count`,
        firstAt: sql`least(${refusal.firstAt}, excluded.first_at)`,
        lastAt: sql`greatest(${refusal.lastAt}, excluded.last_at)`,
      },
    })
    .returning({ id: refusal.id, dedupeKey: refusal.dedupeKey })
  return new Map(rows.map((row) => [row.dedupeKey.toString('hex'), row.id]))
}

function toRow({ id, first, drafts, firstAt, lastAt }: Group): typeof refusal.$inferInsert {
  const {
    key: _key,
    judgedAt: _judgedAt,
    requestId: _requestId,
    requestAt: _requestAt,
    selector: _selector,
    ...row
  } = first
  return { ...row, id, count: drafts.length, firstAt, lastAt }
}

async function countHours(tx: Transaction, groups: readonly Group[]): Promise<void> {
  const counts = new Map<string, typeof refusalHour.$inferInsert>()
  for (const { first, drafts } of groups) {
    const { hour, applicationId, reason } = first
    const key = `${hour} ${applicationId} ${reason}`
    const minutes = counts.get(key)?.minutes ?? Array<number>(60).fill(0)
    for (const { judgedAt } of drafts) countMinute(minutes, Math.floor((judgedAt - hour) / MINUTE))
    counts.set(key, { hour, applicationId, reason, count: (counts.get(key)?.count ?? 0) + drafts.length, minutes })
  }
  const sorted = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await tx
    .insert(refusalHour)
    .values(sorted)
    .onConflictDoUpdate({
      target: [refusalHour.hour, refusalHour.applicationId, refusalHour.reason],
      set: { count: sql`${refusalHour.count} + excluded.count`, minutes: addedMinutes },
    })
}

function countMinute(minutes: number[], minute: number): void {
  minutes[minute] = (minutes[minute] ?? 0) + 1
}

/** Place by place: what stands there and what comes to it. */
const addedMinutes = sql`array(
  select old + new from unnest(${refusalHour.minutes}, excluded.minutes) with ordinality as places(old, new, place) order by place)`
