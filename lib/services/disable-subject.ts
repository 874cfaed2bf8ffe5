import { type AuditEntryDraft, entry, TO_DISABLED } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from './assay-application'
import { refused } from './command'
import type { Actor } from './context'
import { disable } from './disabling'
import { requireMayTouchOperator } from './guard-operators'
import { isLastOwner, lockOperators } from './lock-operators'
import type { Transaction } from './transaction'

interface Disabling {
  readonly tx: Transaction
  readonly actor: Actor
  readonly now: Instant
  readonly note: string | null
}

/** Whether an operator is about to act on themselves. */
export function isOwnSubject(actor: Actor, subject: { readonly id: string }): boolean {
  return actor.type === 'operator' && actor.subjectId === subject.id
}

/**
 * Disables a subject; the entries are empty when it was disabled already. Refused: `own_subject`, and `last_owner` where
 * the installation would have no owner any more. Errors: `forbidden` for an operator’s account by whoever
 * may not manage operators, and for an owner’s by whoever is none.
 */
export async function disableOne(
  { tx, actor, now, note }: Disabling,
  subject: { readonly id: string; readonly directory: string },
) {
  if (isOwnSubject(actor, subject)) {
    return refused<'own_subject'>('own_subject', 'This is you. Ask another administrator to disable your account.')
  }
  if (subject.directory === ASSAY_APPLICATION.directory) {
    await lockOperators(tx)
    if (await isLastOwner(tx, subject.id)) {
      return refused<'last_owner'>(
        'last_owner',
        'The installation would have no owner any more. Make another owner first.',
      )
    }
    await requireMayTouchOperator(tx, actor, subject.id)
  }
  const opened = await disable(tx, { actor, now, note }, { targetType: 'subject', targetId: subject.id })
  const target = { targetType: 'subject', targetId: subject.id, subjectId: subject.id } as const
  const entries: AuditEntryDraft[] = opened ? [entry('subject.disabled', target, { note, ...TO_DISABLED })] : []
  return { entries }
}
