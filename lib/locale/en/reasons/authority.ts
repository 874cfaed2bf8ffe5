import type { ReasonText } from '../reason-text'
import { amount, given, list, type Telling, text, what, when } from '../telling'

/** Gate F: texts for a good token whose holder may not do what was asked. */
export const AUTHORITY_TEXTS = {
  insufficient_scope: {
    word: 'Insufficient scope',
    title: 'Scope was not granted',
    headline: (telling) => `This ${what(telling).noun} lacks the ${missing(telling)}.`,
    happened: (telling) =>
      `Asked: ${list(telling, 'asked').join(', ') || 'a scope'}. Granted: ${list(telling, 'granted').join(', ') || 'none'}.`,
    holder: (telling) => `Use ${what(telling).one} that was granted the ${missing(telling)}.`,
    operator: 'Check whether the holder should have the scope; scopes are granted when a credential is issued.',
    customer: (telling) =>
      `Your ${what(telling).noun} does not include this action, so please ask your administrator for it.`,
  },
  role_not_permitted: {
    word: 'Role not permitted',
    title: 'Role lacks the permission',
    headline: (telling) => `The role ${text(telling, 'role') ?? 'of its holder'} does not permit this.`,
    happened: (telling) => `The permission ${text(telling, 'permission') ?? 'asked for'} is not part of the role.`,
    holder: 'Ask an administrator for a role that permits this.',
    operator: 'Check whether the role was assigned as intended.',
    customer: 'Your role does not include this action, so please ask your administrator for it.',
  },
  not_on_access_list: {
    word: 'Not on list',
    title: 'Not on the access list',
    headline: (telling) => `Its holder is not on the access list of ${text(telling, 'resource') ?? 'the resource'}.`,
    happened: (telling) => `Nothing is wrong with the ${what(telling).noun}; the list does not name its holder.`,
    holder: 'Ask whoever keeps the access list to be added.',
    operator: 'Check the access list of the resource.',
    customer: 'You do not have access to this item yet, so please ask whoever shared it with you.',
  },
  grant_expired: {
    word: 'Grant expired',
    title: 'The grant has ended',
    headline: (telling) => `The grant behind this ${what(telling).noun} has ended.`,
    happened: (telling) =>
      `It ended${given(amount(telling, 'grantEnd'), (at) => ` ${when(at, telling.context)}`)}; the ${what(telling).noun} itself is fine.`,
    holder: 'Ask for the grant to be renewed.',
    operator: 'Check whether the work it was given for is still going on.',
    customer: 'Your temporary access has ended, so please ask your administrator to renew it.',
  },
  step_up_required: {
    word: 'Step-up required',
    title: 'Stronger sign-in is required',
    headline: 'A fresher or stronger sign-in is required for this.',
    happened: (telling) =>
      `The sign-in was by ${text(telling, 'method') ?? 'an accepted method'}; ${text(telling, 'demand') ?? 'more'} is demanded.`,
    holder: 'Confirm your identity again, and repeat the action.',
    operator: 'Nothing unusual: sensitive actions ask for it.',
    customer: 'For this action we need to confirm your identity once more, so please sign in again.',
  },
} as const satisfies Record<string, ReasonText>

/** "scope orders:write", "scopes orders:read and orders:write". */
function missing(telling: Telling): string {
  const granted = list(telling, 'granted')
  const lacking = list(telling, 'asked').filter((scope) => !granted.includes(scope))
  if (lacking.length === 0) return 'scope asked for'
  return `${lacking.length === 1 ? 'scope' : 'scopes'} ${new Intl.ListFormat('en').format(lacking)}`
}
