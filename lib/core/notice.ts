/** Mails to whoever a credential belongs to, those of keys to their contact as well. */
export const SUBJECT_NOTICES = [
  'credentials_revoked',
  'credential_ended',
  'key_ends_in_14_days',
  'key_ends_in_3_days',
  'rotation_due',
  'overlap_ends',
] as const
export type SubjectNotice = (typeof SUBJECT_NOTICES)[number]

/** Mails to operators, and to who is to become one, about their account or the installation. */
export const OPERATOR_NOTICES = [
  'operator_new_device',
  'operator_break_glass',
  'operator_invitation',
  'operator_forgotten',
  'mail_test',
] as const
export type OperatorNotice = (typeof OPERATOR_NOTICES)[number]

/** Mails that bring a link which opens something once. */
export const LINK_NOTICES = ['operator_invitation', 'operator_forgotten'] as const
export type LinkNotice = (typeof LINK_NOTICES)[number]

export const NOTICE_KINDS = [...SUBJECT_NOTICES, ...OPERATOR_NOTICES] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** `contact`: whoever a key names to be asked about it, where that is a mail address. Its id is the key's. */
export const NOTICE_RECIPIENTS = ['subject', 'contact', 'operator', 'invitation'] as const
export type NoticeRecipient = (typeof NOTICE_RECIPIENTS)[number]

/** `skipped`: there was a reason not to send it, and it stays unsent. */
export const NOTICE_STATES = ['queued', 'sent', 'failed', 'skipped'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** Why a notice was not sent, or not yet. */
export const NOTICE_WHYS = [
  'no_address',
  'opted_out',
  'no_longer_true',
  'no_mail_server',
  'recipient_refused',
  'message_refused',
  'sign_in_refused',
  'server_unreachable',
  'server_busy',
] as const
export type NoticeWhy = (typeof NOTICE_WHYS)[number]
