import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { bulkAct, bulkActItem } from '@/db/schema/bulk-act'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { ItemOutcome } from '@/lib/core/act'
import type { Instant } from '@/lib/core/instant'
import { command, unchanged } from '../command'
import type { Transaction } from '../transaction'
import { type ActRow, type ActView, lockAct, partOf, viewAct } from './act-row'
import { ActIdInput } from './schemas'
import { type WorkedSlice, workSlice } from './work-slice'

/** One transaction's worth (measured: a third of a second). A stop is obeyed between two, and a crash loses one. */
export const SLICE = 1_000

/**
 * Does the next slice of a running act, by whoever gets to it first: each item is done once, since its outcome is written with
 * its ending. Null when there is nothing to go on with.
 */
export const continueAct = command({
  permission: 'system.work',
  input: ActIdInput,
  async run({ tx, now, input, services }) {
    const act = await lockAct(tx, input.actId)
    if (act === null || act.state !== 'running') return unchanged<ActView | null>(null)
    const config = await services.config.within(tx)
    let row = act
    const entries: AuditEntryDraft[] = []
    // A slice that had nothing left to do has no entry of its own: it is joined with the next.
    while (entries.length === 0) {
      const ids = await nextItems(tx, row.id)
      const worked = await workSlice({ tx, config, now, act: row }, ids)
      entries.push(...worked.entries)
      row = await keep(tx, row, ids, worked, ids.length < SLICE ? now : null)
      if (row.state === 'done') entries.push(finishedEntry(row))
    }
    const [first, ...rest] = entries
    if (first === undefined) throw new Error('A slice ended without an entry')
    return { result: viewAct(row) as ActView | null, entries: [first, ...rest], partOf: partOf(row) }
  },
})

async function nextItems(tx: Transaction, actId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: bulkActItem.credentialId })
    .from(bulkActItem)
    .where(and(eq(bulkActItem.actId, actId), isNull(bulkActItem.outcome)))
    .orderBy(asc(bulkActItem.credentialId))
    .limit(SLICE)
  return rows.map((row) => row.id)
}

/** Writes what became of each and adds it up; `finishedAt` closes the act. */
async function keep(
  tx: Transaction,
  act: ActRow,
  ids: readonly string[],
  { outcomes }: WorkedSlice,
  finishedAt: Instant | null,
): Promise<ActRow> {
  const asked = new Set(ids)
  // A generation that came after the preview belongs to the session that was in it.
  const late = [...outcomes].filter(([id, outcome]) => !asked.has(id) && outcome === 'done').map(([id]) => id)
  for (const outcome of new Set(outcomes.values())) {
    const those = ids.filter((id) => outcomes.get(id) === outcome)
    await tx.execute(sql`
      update bulk_act_item set outcome = ${outcome} where act_id = ${act.id} and credential_id = any(${sql.param(those)}::uuid[])`)
  }
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into bulk_act_item (act_id, credential_id, outcome, late)
    select ${act.id}, id, 'done', true from unnest(${sql.param(late)}::uuid[]) as id
    on conflict do nothing returning credential_id as id`)
  const count = (wanted: ItemOutcome) => ids.filter((id) => outcomes.get(id) === wanted).length
  const [row] = await tx
    .update(bulkAct)
    .set({
      done: act.done + count('done') + rows.length,
      late: act.late + rows.length,
      already: act.already + count('already'),
      leftOut: act.leftOut + count('own_session'),
      failed: act.failed + count('not_found'),
      ...(finishedAt !== null && { state: 'done', finishedAt }),
    })
    .where(eq(bulkAct.id, act.id))
    .returning()
  if (row === undefined) throw new Error('An act that is locked is not there')
  return row
}

function finishedEntry(row: ActRow) {
  const { id, subjectId, done, already, leftOut, failed, late } = row
  return entry('act.finished', { targetType: 'act', targetId: id, subjectId }, { done, already, leftOut, failed, late })
}
