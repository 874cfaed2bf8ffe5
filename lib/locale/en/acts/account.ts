import type { ActTextsOf } from '../act-text'
import { methodWords } from '../methods'

/** What operators do to their own accounts. */
export const ACCOUNT_ACTS: ActTextsOf<'account' | 'break_glass' | 'factor' | 'identity' | 'recovery_codes'> = {
  'account.renamed': {
    label: 'Own name changed',
    word: 'name changed',
    tell: ({ before, after }) => `changed their name from ${before} to ${after}`,
  },
  'account.password_changed': {
    label: 'Password changed',
    word: 'password changed',
    tell: ({ sessionsEnded }) =>
      sessionsEnded === 0
        ? 'changed their password'
        : `changed their password, which ended their ${sessionsEnded} other sessions`,
  },
  'factor.added': {
    label: 'Second factor added',
    word: 'second factor added',
    tell: ({ factor, name }) => `added ${factorWords(factor, name)} to their account`,
  },
  'factor.renamed': {
    label: 'Passkey renamed',
    word: 'passkey renamed',
    tell: ({ before, after }) => `renamed their passkey ${before} to ${after}`,
  },
  'factor.removed': {
    label: 'Second factor removed',
    word: 'second factor removed',
    tell: ({ factor, name }) => `removed ${factorWords(factor, name)} from their account`,
  },
  'account.device_known': {
    label: 'New device acknowledged',
    word: 'new device acknowledged',
    tell: () => 'said that they know a device that was new',
  },
  'account.reset': {
    label: 'Operator reset',
    word: 'reset by an owner',
    tell: (_, { target }) =>
      `took the password and the second factors of ${target} away, and made a link to choose anew`,
  },
  'account.forgotten': {
    label: 'Forgotten password',
    word: 'password forgotten',
    tell: ({ mailed }, { target }) =>
      mailed ? `mailed ${target} a link to choose a new password` : 'was asked for a new password, and sent no mail',
  },
  'account.recovered': {
    label: 'Password chosen by a link',
    word: 'password chosen by a link',
    tell: ({ purpose }, { target }) =>
      purpose !== 'new_owner' ? `let ${target} choose a new password by a link` : `made ${target} an owner by a link`,
  },
  'break_glass.used': {
    label: 'Break-glass used',
    word: 'break-glass used',
    tell: ({ osUser, purpose }, { target }) =>
      `made, from the machine itself as its user ${osUser}, a link ${purpose === 'reset' ? `into the account of ${target}` : 'for a new owner'}`,
  },
  'break_glass.seen': {
    label: 'Break-glass acknowledged',
    word: 'break-glass acknowledged',
    tell: () => 'said that they saw the use of break-glass',
  },
  'identity.confirmed': {
    label: 'Identity confirmed',
    word: 'identity confirmed',
    tell: ({ method }) => `confirmed who they are with ${methodWords(method)}`,
  },
  'identity.not_confirmed': {
    label: 'Identity not confirmed',
    word: 'identity not confirmed',
    tell: ({ by }) => `failed to confirm who they are: wrong ${PROOF_WORDS[by]}`,
  },
  'recovery_codes.made': {
    label: 'Recovery codes made',
    word: 'recovery codes made',
    tell: ({ count }) => `made ${count} new recovery codes`,
  },
  'recovery_codes.used': {
    label: 'Recovery code used',
    word: 'recovery code used',
    tell: ({ left }) => `used a recovery code; ${left} are left`,
  },
}

const PROOF_WORDS = {
  password: 'password',
  totp: 'code',
  recovery_code: 'recovery code',
  passkey: 'passkey',
} as const

function factorWords(factor: 'totp' | 'passkey', name: string | null): string {
  if (factor === 'totp') return 'an authenticator app'
  return name === null ? 'a passkey' : `the passkey ${name}`
}
