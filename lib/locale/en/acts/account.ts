import type { ActTextsOf } from '../act-text'
import { methodWords } from '../methods'

/** What operators do to their own accounts. */
export const ACCOUNT_ACTS: ActTextsOf<'account' | 'factor' | 'identity' | 'recovery_codes'> = {
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
