import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { entry } from '@/lib/audit/entry'
import { command, unchanged } from '../../command'
import { ownActor } from '../own-actor'
import { OperatorName } from '../schemas'

/** Changes the name that stands beside everything the operator does from now on. Errors: `invalid_input`. */
export const renameSelf = command({
  permission: 'operators.self',
  input: z.strictObject({ name: OperatorName }),
  async run({ tx, actor, now, input: { name } }) {
    const { id, subjectId, name: before } = ownActor(actor)
    if (name === before) return unchanged({ name })
    await tx.update(operator).set({ name }).where(eq(operator.id, id))
    await tx.update(subject).set({ name, updatedAt: now }).where(eq(subject.id, subjectId))
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: { name }, entries: [entry('account.renamed', target, { before, after: name })] }
  },
})
