/** The gates of the judgement, in the order they are passed. */
export const GATES = ['shape', 'origin', 'ended', 'time', 'place', 'authority', 'use', 'system'] as const
export type Gate = (typeof GATES)[number]

/** What a caller is told (RFC 6750 section 3.1, RFC 9470 section 3, RFC 9449 section 7.1); the reason itself is a privilege. */
export type PublicCode =
  | 'invalid_token'
  | 'insufficient_scope'
  | 'insufficient_user_authentication'
  | 'invalid_dpop_proof'
  | 'rate_limited'
  | 'verifier_unavailable'

/** How alarming one refusal is: `notice` is everyday life, `alarm` means that somebody should look now. */
export type Severity = 'notice' | 'warning' | 'alarm'

interface ReasonFacts {
  readonly gate: Gate
  readonly publicCode: PublicCode
  /** The status the application should answer with. */
  readonly status: 401 | 403 | 429 | 503
  readonly severity: Severity
  /** OCSF 1.8: class 3002 Authentication or 6003 API Activity, with the activity and its severity_id (1 to 6). */
  readonly ocsf: { readonly classUid: 3002 | 6003; readonly activityId: number; readonly severityId: number }
}

const SEVERITY_ID: Record<Severity, number> = { notice: 2, warning: 3, alarm: 5 }

/**
 * The closed catalogue of reasons, in catalogue order: the order breaks ties inside a gate.
 * One code per cause, no code for two causes. Everything else (API, console, docs, mails, exports) reads it.
 */
export const REASON_FACTS = {
  malformed: invalid('shape', 'notice'),
  wrong_environment: invalid('shape', 'notice'),
  mistyped: invalid('shape', 'notice'),
  forged: invalid('origin', 'alarm'),
  tampered: invalid('origin', 'alarm'),
  unknown: invalid('origin', 'notice'),
  mismatch: invalid('origin', 'alarm'),
  revoked: invalid('ended', 'warning'),
  superseded: invalid('ended', 'notice'),
  replayed: invalid('ended', 'alarm'),
  consumed: invalid('ended', 'notice'),
  subject_disabled: invalid('ended', 'warning'),
  application_disabled: invalid('ended', 'warning'),
  expired: invalid('time', 'notice'),
  idle: invalid('time', 'notice'),
  rotation_overdue: invalid('time', 'warning'),
  suspended: invalid('time', 'warning'),
  not_yet_valid: invalid('time', 'notice'),
  clock_skew: invalid('time', 'warning'),
  wrong_audience: invalid('place', 'warning'),
  wrong_kind: invalid('place', 'notice'),
  binding_mismatch: invalid('place', 'alarm'),
  address_not_allowed: invalid('place', 'warning'),
  insufficient_scope: authority('insufficient_scope', 403),
  role_not_permitted: authority('insufficient_scope', 403),
  not_on_access_list: authority('insufficient_scope', 403),
  grant_expired: authority('insufficient_scope', 403),
  step_up_required: authority('insufficient_user_authentication', 401),
  nonce_replayed: use('invalid_dpop_proof', 401, 'alarm'),
  rate_limited: use('rate_limited', 429, 'notice'),
  quota_exhausted: use('rate_limited', 429, 'notice'),
  verifier_misconfigured: system(),
  verifier_unavailable: system(),
} as const satisfies Record<string, ReasonFacts>

/** Why a presentation was refused. */
export type Reason = keyof typeof REASON_FACTS

export const REASONS = Object.freeze(keysOf(REASON_FACTS))

/** The facts of one reason. Total by construction: an unknown code does not compile. */
export function reasonFacts(reason: Reason): ReasonFacts {
  return REASON_FACTS[reason]
}

/** Negative when `a` stands before `b` in the catalogue: breaks ties between endings of the same instant. */
export function catalogueOrder(a: Reason, b: Reason): number {
  return REASONS.indexOf(a) - REASONS.indexOf(b)
}

/** True for a string that is a reason of the catalogue. */
export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASON_FACTS, text)
}

function invalid(gate: Gate, severity: Severity): ReasonFacts {
  return {
    gate,
    publicCode: 'invalid_token',
    status: 401,
    severity,
    ocsf: { classUid: 3002, activityId: 1, severityId: SEVERITY_ID[severity] },
  }
}

function authority(publicCode: PublicCode, status: 401 | 403): ReasonFacts {
  return {
    gate: 'authority',
    publicCode,
    status,
    severity: 'notice',
    ocsf: { classUid: 6003, activityId: 99, severityId: 2 },
  }
}

function use(publicCode: PublicCode, status: 401 | 429, severity: Severity): ReasonFacts {
  return {
    gate: 'use',
    publicCode,
    status,
    severity,
    ocsf: { classUid: 6003, activityId: 99, severityId: SEVERITY_ID[severity] },
  }
}

function system(): ReasonFacts {
  return {
    gate: 'system',
    publicCode: 'verifier_unavailable',
    status: 503,
    severity: 'alarm',
    ocsf: { classUid: 6003, activityId: 99, severityId: 5 },
  }
}

function keysOf<T extends object>(table: T): (keyof T)[] {
  // Object.keys widens to string[]; the table above is closed, so its keys are exactly these.
  return Object.keys(table) as (keyof T)[]
}
