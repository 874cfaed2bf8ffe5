import type { AuditDetails } from '@/lib/audit/entry'
import type { ActTextsOf } from '../act-text'
import { rolesInWords } from '../roles'

/** Signing in at an issuer. */
export const SSO_ACTS: ActTextsOf<'sso'> = {
  'sso.changed': {
    label: 'Single sign-on changed',
    word: 'single sign-on changed',
    tell: ({ before, after }) => `${before === null ? 'set up' : 'changed'} single sign-on with ${after.issuer}`,
  },
  'sso.identity_linked': {
    label: 'Sign-in at the issuer linked',
    word: 'sign-in at the issuer linked',
    tell: ({ issuer, subject, by }, { target }) => `linked ${LINKED[by](target)} to ${subject} at ${issuer}`,
  },
  'sso.identity_unlinked': {
    label: 'Sign-in at the issuer removed',
    word: 'sign-in at the issuer removed',
    tell: ({ issuer, subject, by }, { target }) =>
      `removed ${subject} at ${issuer} from ${by === 'owner' ? target : 'their account'}`,
  },
  'sso.roles_changed': {
    label: 'Roles changed by groups',
    word: 'roles changed by groups at the issuer',
    tell: ({ before, after }, { target }) =>
      `gave ${target} ${roles(after)} by their groups at the issuer; it was ${roles(before)}`,
  },
  'sso.signed_out': {
    label: 'Signed out by the issuer',
    word: 'signed out by the issuer',
    tell: (_, { target }) => `signed ${target} out, as the issuer did`,
  },
}

const LINKED: Readonly<Record<AuditDetails['sso.identity_linked']['by'], (target: string) => string>> = {
  self: () => 'their account',
  owner: (target) => target,
  first_sign_in: (target) => `the new operator ${target}`,
}

function roles(bindings: AuditDetails['sso.roles_changed']['after']): string {
  return bindings.length === 0 ? 'no role' : rolesInWords(bindings)
}
