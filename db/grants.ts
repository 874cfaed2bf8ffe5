import type { RoleName } from './client'

export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'
/** Rights of each process on one table. A process that is not named may do nothing with it. */
export type Grants = Readonly<Partial<Record<Process, readonly Right[]>>>
export type Process = 'console' | 'api' | 'worker'

export const ROLES: Readonly<Record<Process, RoleName>> = {
  console: 'assay_console',
  api: 'assay_api',
  worker: 'assay_worker',
}

/**
 * What each process may do with each table of the schema `public`; partitions are reached through their parent only.
 * Nobody may change or remove audit entries and seals; the data plane cannot write policies or operators.
 */
export const TABLE_GRANTS: Readonly<Record<string, Grants>> = {
  // Configuration: written at the console, read by everybody.
  application: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT'], worker: ['SELECT'] },
  application_owner: { console: ['SELECT', 'INSERT', 'DELETE'], worker: ['SELECT'] },
  policy: { console: ['SELECT', 'INSERT'], api: ['SELECT'], worker: ['SELECT'] },
  policy_version: { console: ['SELECT', 'INSERT'], api: ['SELECT'], worker: ['SELECT'] },
  policy_window: { console: ['SELECT'], api: ['SELECT'], worker: ['SELECT'] },
  // Raised by triggers alone, which run as the owner.
  config_epoch: { console: ['SELECT'], api: ['SELECT'], worker: ['SELECT'] },
  // Every process registers the keys it was given when it starts.
  issuer_key: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT', 'INSERT'] },
  pepper: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT', 'INSERT'] },

  // Credentials: the worker ends and suspends them and issues none.
  credential: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT'] },
  key_change: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT'] },
  credential_live: {
    console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    api: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    // UPDATE because locking a row asks for it.
    worker: ['SELECT', 'UPDATE', 'DELETE'],
  },
  credential_end: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT', 'INSERT'] },
  family: {
    console: ['SELECT', 'INSERT', 'UPDATE'],
    api: ['SELECT', 'INSERT', 'UPDATE'],
    worker: ['SELECT', 'UPDATE'],
  },
  suspension: {
    console: ['SELECT', 'INSERT', 'UPDATE'],
    api: ['SELECT', 'INSERT', 'UPDATE'],
    // Acts upon many are carried on there.
    worker: ['SELECT', 'INSERT', 'UPDATE'],
  },
  cutoff: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT'] },
  subject: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT', 'INSERT', 'UPDATE'], worker: ['SELECT'] },
  disabling: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT', 'INSERT', 'UPDATE'], worker: ['SELECT'] },
  // An act is previewed and confirmed at the console; the worker goes on with it and forgets what nobody confirmed.
  bulk_act: { console: ['SELECT', 'INSERT', 'UPDATE'], worker: ['SELECT', 'UPDATE', 'DELETE'] },
  bulk_act_item: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], worker: ['SELECT', 'INSERT', 'UPDATE'] },
  idempotency: { api: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], worker: ['SELECT', 'DELETE'] },

  // Operators: nothing the data plane could read or change.
  operator: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  reveal: { console: ['SELECT', 'INSERT'] },
  role_binding: { console: ['SELECT', 'INSERT', 'DELETE'] },
  sso_provider: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  sso_group: { console: ['SELECT', 'INSERT', 'DELETE'] },
  operator_identity: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  sso_attempt: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  sso_session: { console: ['SELECT', 'INSERT', 'DELETE'] },
  operator_session: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  operator_totp: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  operator_recovery_code: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  operator_passkey: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  operator_device: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  // The worker reads whom an invitation is for; of operators it knows only their subjects.
  operator_invitation: { console: ['SELECT', 'INSERT', 'UPDATE'], worker: ['SELECT'] },
  sign_in_setting: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  operator_link: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  break_glass: { console: ['SELECT', 'INSERT'] },
  break_glass_seen: { console: ['SELECT', 'INSERT'] },
  passkey_challenge: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  sign_in_ticket: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  set_up_link: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  sign_in_throttle: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], worker: ['SELECT', 'DELETE'] },

  saved_view: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  export_request: { console: ['SELECT', 'INSERT'], worker: ['SELECT', 'DELETE'] },
  // Cases: a case moves on; what was joined, written or reported stays as it is. The data plane knows none of it.
  support_case: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  case_evidence: { console: ['SELECT', 'INSERT'] },
  case_note: { console: ['SELECT', 'INSERT'] },
  case_report: { console: ['SELECT', 'INSERT'] },
  share_link: { console: ['SELECT', 'INSERT', 'UPDATE'] },
  public_turn: { console: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },

  // The data plane adds to the audit and cannot read it; only the worker seals.
  audit_entry: { console: ['SELECT', 'INSERT'], api: ['INSERT'], worker: ['SELECT', 'INSERT'] },
  audit_seal: { console: ['SELECT'], worker: ['SELECT', 'INSERT'] },

  // Mails: whoever acts queues them with the act, the worker alone sends them.
  notice: {
    console: ['SELECT', 'INSERT'],
    api: ['SELECT', 'INSERT'],
    worker: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
  mail_setting: { console: ['SELECT', 'UPDATE'], api: ['SELECT'], worker: ['SELECT', 'UPDATE'] },
  application_mail: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT'], worker: ['SELECT'] },

  // Telemetry. The console judges operators' sessions, so it counts and refuses too.
  refusal: {
    console: ['SELECT', 'INSERT', 'UPDATE'],
    api: ['SELECT', 'INSERT', 'UPDATE'],
    worker: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  },
  refusal_request: { console: ['SELECT', 'INSERT'], api: ['SELECT', 'INSERT'], worker: ['SELECT', 'UPDATE'] },
  refusal_hour: {
    console: ['SELECT', 'INSERT', 'UPDATE'],
    api: ['SELECT', 'INSERT', 'UPDATE'],
    worker: ['SELECT', 'INSERT', 'UPDATE'],
  },
  use_hour: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT', 'INSERT', 'UPDATE'], worker: ['SELECT'] },
}

/** Who may call which function; by name, all its overloads. Trigger functions need no line here. */
export const FUNCTION_GRANTS: Readonly<Record<string, readonly Process[]>> = {
  assay_now: ['console', 'api', 'worker'],
  ensure_partitions: ['worker'],
  drop_partitions: ['worker'],
}
