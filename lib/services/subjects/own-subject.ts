import type { Actor } from '../context'

/** Whether an operator is about to act on themselves. */
export function isOwnSubject(actor: Actor, subject: { readonly id: string }): boolean {
  return actor.type === 'operator' && actor.subjectId === subject.id
}
