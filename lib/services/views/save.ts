import { and, count, eq, sql } from 'drizzle-orm'
import { savedView } from '@/db/schema/saved-view'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { ownOperator } from '../own-operator'
import { SaveViewInput, VIEWS_MAX } from './schemas'

/**
 * Keeps a list's filters and order under a name; a name the operator has used for this list is replaced.
 * Outcome `too_many`. Errors: `invalid_input`, by field.
 */
export const saveView = command({
  permission: 'operators.self',
  input: SaveViewInput,
  async run({ tx, now, actor, input }) {
    const { id: operatorId } = ownOperator(actor)
    const { list, name, search, shared } = input
    const sameName = and(
      eq(savedView.operatorId, operatorId),
      eq(savedView.list, list),
      sql`lower(${savedView.name}) = lower(${name})`,
    )
    const [known] = await tx.select({ id: savedView.id }).from(savedView).where(sameName).for('update')
    const viewId = known?.id ?? newId(now)
    if (known) {
      await tx.update(savedView).set({ name, search, shared, updatedAt: now }).where(eq(savedView.id, viewId))
    } else {
      const [kept] = await tx.select({ count: count() }).from(savedView).where(eq(savedView.operatorId, operatorId))
      if (kept && kept.count >= VIEWS_MAX)
        return refused('too_many', `You keep ${VIEWS_MAX} views already. Remove one first.`)
      await tx
        .insert(savedView)
        .values({ id: viewId, operatorId, list, name, search, shared, createdAt: now, updatedAt: now })
    }
    return {
      result: { viewId },
      entries: [
        entry('view.saved', { targetType: 'operator', targetId: operatorId }, { viewId, list, name, search, shared }),
      ],
    }
  },
})
