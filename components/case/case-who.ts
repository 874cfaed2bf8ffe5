import { ownerName } from '@/components/credential/owner'
import type { CaseView } from '@/lib/services/cases/case-view'

/** Whom a case is about: the person, else the words that were typed, else nobody we know. */
export function caseWho({ subject, who }: Pick<CaseView, 'subject' | 'who'>): string {
  return subject === null ? (who ?? 'Somebody unknown') : ownerName(subject)
}
