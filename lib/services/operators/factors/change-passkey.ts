import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorPasskey } from '@/db/schema/operator-factor'
import { entry } from '@/lib/audit/entry'
import { command, unchanged } from '../../command'
import { notFound } from '../../errors'
import { Id } from '../../input-parts'
import type { Transaction } from '../../transaction'
import { ownActor } from '../own-actor'
import { dropUnneededCodes, lockFactors } from './first-factor'
import { PasskeyName } from './schemas'

/** Gives a passkey of one's own another name. Errors: `not_found`. */
export const renamePasskey = command({
  permission: 'operators.self',
  input: z.strictObject({ id: Id, name: PasskeyName }),
  async run({ tx, actor, input }) {
    const { id, subjectId } = ownActor(actor)
    const before = await ownPasskey(tx, id, input.id)
    if (before.name === input.name) return unchanged(null)
    await tx.update(operatorPasskey).set({ name: input.name }).where(eq(operatorPasskey.id, input.id))
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    const detail = { factor: 'passkey', before: before.name, after: input.name } as const
    return { result: null, entries: [entry('factor.renamed', target, detail)] }
  },
})

/** Removes a passkey of one's own; it opens nothing from then on. Errors: `not_found`. */
export const removePasskey = command({
  permission: 'operators.own_factors',
  input: z.strictObject({ id: Id }),
  async run({ tx, actor, input }) {
    const { id, subjectId } = ownActor(actor)
    await lockFactors(tx, id)
    const { name } = await ownPasskey(tx, id, input.id)
    await tx.delete(operatorPasskey).where(eq(operatorPasskey.id, input.id))
    await dropUnneededCodes(tx, id)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: null, entries: [entry('factor.removed', target, { factor: 'passkey', name })] }
  },
})

async function ownPasskey(tx: Transaction, operatorId: string, passkeyId: string): Promise<{ name: string }> {
  const [found] = await tx
    .select({ name: operatorPasskey.name })
    .from(operatorPasskey)
    .where(and(eq(operatorPasskey.id, passkeyId), eq(operatorPasskey.operatorId, operatorId)))
    .for('update')
  if (found === undefined) throw notFound('passkey')
  return found
}
