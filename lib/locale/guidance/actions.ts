import type { Cause } from '@/lib/core/credential'
import type { Reason } from '@/lib/core/reasons'
import type { GuidanceAction, Holder } from './words'

type Actions = Readonly<Record<Holder, GuidanceAction | null>>

/** A new sign-in, or a new key, mends it. */
const ANEW: Actions = { person: 'sign_in', developer: 'open_application' }
/** Time mends it. */
const LATER: Actions = { person: 'try_again', developer: 'try_again' }
/** Another person has to act: the text says who, and no button could. */
const ASK: Actions = { person: null, developer: null }
/** A person proves who they are; a program's key is as good as it was. */
const PROVE: Actions = { person: 'sign_in', developer: null }

/** What the one button does for each reason. */
export const REASON_ACTIONS: Readonly<Record<Exclude<Reason, 'revoked'>, Actions>> = {
  malformed: ANEW,
  wrong_environment: ANEW,
  mistyped: ANEW,
  forged: ANEW,
  tampered: ANEW,
  unknown: ANEW,
  mismatch: ANEW,
  superseded: ANEW,
  replayed: ANEW,
  consumed: ANEW,
  subject_disabled: ASK,
  application_disabled: LATER,
  expired: ANEW,
  idle: ANEW,
  rotation_overdue: ANEW,
  suspended: ASK,
  not_yet_valid: LATER,
  clock_skew: LATER,
  wrong_audience: ANEW,
  wrong_kind: PROVE,
  binding_mismatch: ANEW,
  address_not_allowed: ASK,
  insufficient_scope: ASK,
  role_not_permitted: ASK,
  not_on_access_list: ASK,
  grant_expired: ASK,
  step_up_required: PROVE,
  nonce_replayed: LATER,
  rate_limited: LATER,
  quota_exhausted: ASK,
  verifier_misconfigured: LATER,
  verifier_unavailable: LATER,
}

/** Of `revoked` by its cause. */
export const CAUSE_ACTIONS: Readonly<Record<Cause, Actions>> = {
  unspecified: ANEW,
  key_compromise: ANEW,
  secret_leaked: ANEW,
  affiliation_changed: PROVE,
  privilege_withdrawn: ASK,
  logged_out: ANEW,
  session_limit: PROVE,
  credential_changed: ANEW,
  unused: ANEW,
  family_replay: ANEW,
  cutoff: ANEW,
}
