import type { SensitivePage } from '@/lib/audit/entry'
import type { ActNames, ActTextsOf } from '../act-text'
import { rolesInWords } from '../roles'

/** Operators, and Assay itself. */
export const CONSOLE_ACTS: ActTextsOf<'operator' | 'page' | 'view' | 'export' | 'set_up' | 'keyring'> = {
  'operator.created': {
    label: 'Operator created',
    word: 'operator created',
    tell: ({ bindings }, { target }) => `made ${target} an operator: ${rolesInWords(bindings)}`,
  },
  'operator.signed_in': {
    label: 'Operator signed in',
    word: 'signed in',
    tell: (_, { target }) => `let ${target} in`,
  },
  'operator.sign_in_failed': {
    label: 'Sign-in failed',
    word: 'failed to sign in',
    tell: ({ why }) => `turned a sign-in away: ${SIGN_IN_FAILURES[why]}`,
  },
  'operator.new_device': {
    label: 'Sign-in from a new device',
    word: 'signed in from a new device',
    tell: (_, { target }) => `let ${target} in from a device that was new`,
  },
  'operator.signed_out': {
    label: 'Operator signed out',
    word: 'signed out',
    tell: () => 'signed out',
  },
  'view.saved': {
    label: 'View saved',
    word: 'view saved',
    tell: ({ name, list, shared }) => `saved the view ${name} of the ${list}${shared ? ' for everybody' : ''}`,
  },
  'view.removed': {
    label: 'View removed',
    word: 'view removed',
    tell: ({ name, list }) => `removed the view ${name} of the ${list}`,
  },
  'export.made': {
    label: 'List exported',
    word: 'list exported',
    tell: ({ list, format }) => `exported the ${list} as ${format}`,
  },
  'page.read': {
    label: 'Sensitive page opened',
    word: 'page opened',
    tell: ({ page }, names) => `opened ${PAGES[page](names)}`,
  },
  'set_up.link_made': {
    label: 'Set-up link made',
    word: 'set-up link made',
    tell: () => 'made a one-time link to create the first operator',
  },
  'keyring.registered': {
    label: 'Keyring registered',
    word: 'keyring registered',
    tell: ({ issuerKeyIds, pepperVersions }) =>
      `registered ${issuerKeyIds.length} issuer keys and ${pepperVersions.length} pepper versions`,
  },
}

const PAGES: Readonly<Record<SensitivePage, (names: ActNames) => string>> = {
  person: ({ target }) => `the page of ${target}`,
  audit: () => 'the audit',
}

const SIGN_IN_FAILURES = {
  unknown: 'no such operator',
  password: 'wrong password',
  password_not_allowed: 'passwords are for owners only',
  throttled: 'too many attempts',
  disabled: 'the operator is disabled',
  not_configured: 'single sign-on is not set up',
  unknown_identity: 'the issuer vouches for them, but they have no access here',
  no_role: 'their groups give them no role any more',
  no_mail: 'the issuer knows no mail address of theirs',
  mail_taken: 'another operator has their mail address',
  second_factor: 'wrong second factor',
  passkey: 'a passkey that was not confirmed',
} as const
