import type { CaseState, EvidenceType, RootCause } from '@/lib/core/case'
import type { Reason } from '@/lib/core/reasons'

interface RootCauseText {
  /** Two to four words for badges, filters and the chart. */
  readonly label: string
  /** When to choose it. */
  readonly meaning: string
}

/** Why things go wrong in the end. Derived from what makes tokens invalid, not from who is to blame. */
export const ROOT_CAUSE_TEXTS: Readonly<Record<RootCause, RootCauseText>> = {
  limit_too_short: {
    label: 'Limit too short',
    meaning: 'The limit worked as set, and it is shorter than people work.',
  },
  clock_skew: { label: 'Clock off', meaning: 'The clock of the caller was ahead or behind.' },
  misconfiguration: {
    label: 'Misconfigured',
    meaning: 'An application, audience, scope or policy was set up wrongly.',
  },
  wrong_environment: { label: 'Wrong environment', meaning: 'A test token went to live, or the other way.' },
  key_not_replaced: {
    label: 'Key not replaced',
    meaning: 'The key was rotated, and somebody went on with the old one.',
  },
  revoked_on_purpose: { label: 'Revoked on purpose', meaning: 'Somebody ended it, and the person did not know.' },
  secret_leaked: { label: 'Leaked', meaning: 'The secret was seen where it should not be, and was ended for it.' },
  store_restored: { label: 'Store restored', meaning: 'A backup came back, and what was issued since is gone.' },
  copied_wrongly: { label: 'Copied wrongly', meaning: 'The token was cut off, mistyped or mixed up.' },
  attack: { label: 'Attack', meaning: 'Somebody guessed, forged or replayed.' },
  our_defect: { label: 'Our defect', meaning: 'We, or the application, did it wrong.' },
  other: { label: 'Other', meaning: 'None of these; say it in words.' },
}

export const CASE_STATE_LABELS: Readonly<Record<CaseState, string>> = { open: 'Open', resolved: 'Resolved' }

export const EVIDENCE_LABELS: Readonly<Record<EvidenceType, string>> = {
  explanation: 'Explanation',
  refusal: 'Refusal',
  credential: 'Credential',
  audit_entry: 'Audit entry',
}

/** What a reason most often comes from: a first choice for whoever resolves, never made for them. */
export function likelyRootCause(reason: Reason | null): RootCause | null {
  return reason === null ? null : (LIKELY[reason] ?? null)
}

const LIKELY: Readonly<Partial<Record<Reason, RootCause>>> = {
  malformed: 'copied_wrongly',
  mistyped: 'copied_wrongly',
  wrong_environment: 'wrong_environment',
  forged: 'attack',
  tampered: 'attack',
  replayed: 'attack',
  mismatch: 'store_restored',
  superseded: 'key_not_replaced',
  rotation_overdue: 'key_not_replaced',
  revoked: 'revoked_on_purpose',
  subject_disabled: 'revoked_on_purpose',
  application_disabled: 'revoked_on_purpose',
  suspended: 'revoked_on_purpose',
  idle: 'limit_too_short',
  expired: 'limit_too_short',
  clock_skew: 'clock_skew',
  wrong_audience: 'misconfiguration',
  wrong_kind: 'misconfiguration',
  insufficient_scope: 'misconfiguration',
}
