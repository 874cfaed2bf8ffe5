import type { RoleBinding } from '@/lib/core/permissions'
import type { ActTextsOf } from '../act-text'
import { FACTOR_DEMAND_TEXTS } from '../factor-demand'
import { rolesInWords } from '../roles'

/** Who operates Assay, and how they come in. */
export const OPERATOR_ACTS: ActTextsOf<'operator' | 'sign_in'> = {
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
  'operator.invited': {
    label: 'Operator invited',
    word: 'operator invited',
    tell: ({ bindings, mailed }, { target }) =>
      `invited ${target} to become an operator: ${rolesInWords(bindings)}${mailed ? '' : '; the link was not mailed'}`,
  },
  'operator.invitation_renewed': {
    label: 'Invitation renewed',
    word: 'invitation renewed',
    tell: (_, { target }) => `made a new link for the invitation of ${target}`,
  },
  'operator.invitation_withdrawn': {
    label: 'Invitation withdrawn',
    word: 'invitation withdrawn',
    tell: (_, { target }) => `withdrew the invitation of ${target}`,
  },
  'operator.invitation_accepted': {
    label: 'Invitation accepted',
    word: 'invitation accepted',
    tell: (_, { target }) => `let ${target} in by their invitation`,
  },
  'operator.roles_changed': {
    label: 'Roles changed',
    word: 'roles changed',
    tell: ({ before, after }, { target }) => `made ${target} ${roles(after)}; before: ${roles(before)}`,
  },
  'operator.disabled': {
    label: 'Operator disabled',
    word: 'operator disabled',
    tell: ({ sessionsEnded }, { target }) => `disabled ${target}${ended(sessionsEnded)}`,
  },
  'operator.enabled': {
    label: 'Operator enabled',
    word: 'operator enabled',
    tell: (_, { target }) => `enabled ${target} again`,
  },
  'operator.removed': {
    label: 'Operator removed',
    word: 'operator removed',
    tell: ({ before, sessionsEnded }, { target }) =>
      `removed ${target}, who was ${roles(before)}${ended(sessionsEnded)}`,
  },
  'sign_in.changed': {
    label: 'Sign-in rule changed',
    word: 'sign-in rule changed',
    tell: ({ before, after }) =>
      `demanded a second factor of ${FACTOR_DEMAND_TEXTS[after.secondFactor].of}; before: ${FACTOR_DEMAND_TEXTS[before.secondFactor].of}`,
  },
}

function roles(bindings: readonly RoleBinding[]): string {
  return bindings.length === 0 ? 'without a role' : rolesInWords(bindings)
}

function ended(sessions: number): string {
  if (sessions === 0) return ''
  return sessions === 1 ? ', which ended their session' : `, which ended their ${sessions} sessions`
}

const SIGN_IN_FAILURES = {
  unknown: 'no such operator',
  password: 'wrong password',
  password_not_allowed: 'passwords are for owners only',
  throttled: 'too many attempts',
  disabled: 'the operator is disabled',
  not_configured: 'single sign-on is not set up',
  unknown_identity: 'the issuer vouches for them, but they have no access here',
  no_role: 'they have no role any more',
  no_mail: 'the issuer knows no mail address of theirs',
  mail_taken: 'another operator has their mail address',
  second_factor: 'wrong second factor',
  passkey: 'a passkey that was not confirmed',
} as const
