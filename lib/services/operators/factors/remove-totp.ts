import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorTotp } from '@/db/schema/operator-factor'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../../command'
import { ownActor } from '../own-actor'
import { dropUnneededCodes, lockFactors } from './first-factor'

/** Stops asking for codes of the operator's own app. Outcome `not_enrolled`. */
export const removeTotp = command({
  permission: 'operators.own_factors',
  input: z.strictObject({}),
  async run({ tx, actor }) {
    const { id, subjectId } = ownActor(actor)
    await lockFactors(tx, id)
    const removed = await tx
      .delete(operatorTotp)
      .where(eq(operatorTotp.operatorId, id))
      .returning({ id: operatorTotp.operatorId })
    if (removed.length === 0) return refused('not_enrolled', 'No authenticator app is set up.')
    await dropUnneededCodes(tx, id)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: null, entries: [entry('factor.removed', target, { factor: 'totp', name: null })] }
  },
})
