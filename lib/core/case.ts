export const CASE_STATES = ['open', 'resolved'] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Who brought it: an operator who was told, or the person themselves by the reference on their error page. */
export const CASE_ORIGINS = ['operator', 'customer'] as const
export type CaseOrigin = (typeof CASE_ORIGINS)[number]

/** Why it happened in the end; one cause a case, so that causes can be counted. `other` must be said in words. */
export const ROOT_CAUSES = [
  'limit_too_short',
  'clock_skew',
  'misconfiguration',
  'wrong_environment',
  'key_not_replaced',
  'revoked_on_purpose',
  'secret_leaked',
  'store_restored',
  'copied_wrongly',
  'attack',
  'our_defect',
  'other',
] as const
export type RootCause = (typeof ROOT_CAUSES)[number]

/** What can be joined to a case. An explanation is kept as it stood at that moment; the others by their id. */
export const EVIDENCE_TYPES = ['explanation', 'refusal', 'credential', 'audit_entry'] as const
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]

/** "CASE-1042": what people say to each other. */
export function caseName(number: number): string {
  return `CASE-${number}`
}

/** The number in "CASE-1042", "case 1042" or "#1042"; null for any other text. */
export function readCaseName(text: string): number | null {
  const digits = /^(?:case[\s-]*#?|#)(\d{1,9})$/i.exec(text.trim())?.[1]
  return digits === undefined ? null : Number(digits)
}
