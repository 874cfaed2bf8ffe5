import { eq, sql } from 'drizzle-orm'
import { bulkAct } from '@/db/schema/bulk-act'
import { entry } from '@/lib/audit/entry'
import { command, refused, unchanged } from '../command'
import { lockOwnAct, partOf, viewAct } from './act-row'
import { ActIdInput } from './schemas'

/**
 * Stops a running act between two slices: what is done stays done, the rest is left as it is. Of one that has finished it answers
 * how that stands. Refused: `in_effect` for one with a cutoff, which has ended everything already. Errors: `not_found`.
 */
export const stopAct = command({
  permission: 'acts.prepare',
  input: ActIdInput,
  async run({ tx, actor, now, input }) {
    const act = await lockOwnAct(tx, actor, input.actId)
    if (act.state !== 'running') return unchanged(viewAct(act))
    if (act.cutoff) {
      return refused<'in_effect'>(
        'in_effect',
        'It is in effect: nothing of it is accepted any more. Only the records are still being written.',
      )
    }
    const [row] = await tx
      .update(bulkAct)
      .set({ state: 'stopped', finishedAt: now })
      .where(eq(bulkAct.id, act.id))
      .returning()
    if (row === undefined) throw new Error('An act that is locked is not there')
    const remaining = await tx.$count(sql`bulk_act_item where act_id = ${act.id} and outcome is null`)
    const target = { targetType: 'act', targetId: act.id, subjectId: act.subjectId } as const
    return {
      result: viewAct(row),
      entries: [entry('act.stopped', target, { done: row.done, remaining })],
      partOf: partOf(row),
    }
  },
})
