import { z } from 'zod'
import { reveal } from '@/db/schema/reveal'
import { entry } from '@/lib/audit/entry'
import { HOUR } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { command } from '../command'
import { Id, line } from '../input-parts'
import { ownOperator } from '../own-operator'
import { resolveSubject } from './resolve'

/** How long a reveal lasts, in milliseconds. */
const REVEALED_FOR = HOUR

/**
 * Shows the operator one person's mail and network addresses for an hour, for a reason that is entered.
 * Errors: `not_found`, `invalid_input` without a reason.
 */
export const revealSubject = command({
  permission: 'personal_data.reveal',
  input: z.strictObject({ subjectId: Id, reason: line(1_000) }),
  async run({ tx, actor, reach, now, input, services }) {
    const { id: operatorId } = ownOperator(actor)
    const config = await services.config.within(tx)
    const { id: subjectId } = await resolveSubject(tx, { actor, reach, config }, { subjectId: input.subjectId })
    const untilAt = now + REVEALED_FOR
    const { reason } = input
    await tx.insert(reveal).values({ id: newId(now), operatorId, subjectId, reason, fromAt: now, untilAt })
    const target = { targetType: 'subject', targetId: subjectId, subjectId } as const
    return { result: { until: untilAt }, entries: [entry('subject.revealed', target, { reason, until: untilAt })] }
  },
})
