import type { NoticeKind, NoticeState, NoticeWhy } from '@/lib/core/notice'

/** What each mail is, for the people who switch them on and off. */
export const NOTICE_TEXTS: Readonly<Record<NoticeKind, { readonly label: string; readonly when: string }>> = {
  credentials_revoked: {
    label: 'Revoked on purpose',
    when: 'At once, one mail for each act, to the owner and to a key’s contact. Not for signing out.',
  },
  credential_ended: { label: 'A key has ended', when: 'When a key expires or runs idle, or a copy was replayed.' },
  key_ends_in_14_days: { label: 'A key ends in 14 days', when: 'Once for each key and deadline.' },
  key_ends_in_3_days: { label: 'A key ends in 3 days', when: 'Once for each key and deadline.' },
  rotation_due: {
    label: 'A key is due for rotation',
    when: 'Two weeks before the age its policy sets, or a fifth of it; once for each key and deadline.',
  },
  overlap_ends: {
    label: 'A replaced key is still in use',
    when: 'A day before its overlap ends, if something has used it since.',
  },
  operator_new_device: { label: 'Sign-in on a new device', when: 'To the operator who signed in.' },
  operator_break_glass: { label: 'Emergency access was used', when: 'To every owner.' },
  operator_invitation: { label: 'Invitation', when: 'To whoever is invited to become an operator, with the link.' },
  operator_forgotten: {
    label: 'Forgotten password',
    when: 'To the operator who asks at the sign-in page, with a link.',
  },
  mail_test: { label: 'Test mail', when: 'When somebody asks for one.' },
}

export const NOTICE_STATE_WORDS: Readonly<Record<NoticeState, string>> = {
  queued: 'Waiting',
  sent: 'Sent',
  failed: 'Failed',
  skipped: 'Not sent',
}

/** Why a mail was not sent, or not yet. */
export const NOTICE_WHY_WORDS: Readonly<Record<NoticeWhy, string>> = {
  no_address: 'no mail address is known',
  opted_out: 'the application switched it off',
  no_longer_true: 'no longer true when it was due',
  no_mail_server: 'the mail server was taken away',
  recipient_refused: 'the mail server refused the address',
  message_refused: 'the mail server refused the mail',
  sign_in_refused: 'the mail server refused our sign-in',
  server_unreachable: 'the mail server cannot be reached',
  server_busy: 'the mail server asked to wait',
}
