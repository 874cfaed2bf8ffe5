import { KINDS } from '@/lib/core/credential'
import { SECOND } from '@/lib/core/instant'
import { count } from '@/lib/format/count'
import { duration } from '@/lib/format/duration'
import { type CheckText, happenedCheck, type Seen } from '../check-text'
import { KIND_TEXTS } from '../kinds'
import { amount, away, given, list, text } from '../telling'

/** Lines for gates E, F and G. */
export const PLACE_CHECKS = {
  wrong_audience: {
    label: 'Audience',
    fact: (seen) => `issued for ${text(seen, 'audience') ?? 'another application'}`,
    rule: (seen) => given(text(seen, 'expected'), (to) => `presented to ${to}`) || 'any application accepted',
  },
  wrong_kind: {
    label: 'Kind',
    fact: (seen) => kind(seen, 'kind') || 'another kind',
    rule: (seen) => given(kind(seen, 'expected') || null, (name) => `${name} expected`) || 'any kind accepted',
  },
  binding_mismatch: {
    label: 'Binding',
    fact: (seen) => `seen ${text(seen, 'seen') ?? 'another value'}`,
    rule: (seen) => given(text(seen, 'bound'), (bound) => `bound to ${bound}`),
  },
  address_not_allowed: {
    label: 'Address list',
    fact: (seen) => given(text(seen, 'address'), (address) => `from ${address}`) || noAddress(seen),
    rule: (seen) => listed('allowed', list(seen, 'allowed'), 'every address'),
  },
  insufficient_scope: {
    label: 'Scopes',
    fact: (seen) => listed('granted', list(seen, 'granted')),
    rule: (seen) => listed('asked', list(seen, 'asked')),
  },
  role_not_permitted: {
    label: 'Role',
    fact: (seen) => text(seen, 'role') ?? 'no role',
    rule: (seen) => given(text(seen, 'permission'), (permission) => `needs ${permission}`),
  },
  not_on_access_list: {
    label: 'Access list',
    fact: (seen) => (seen.passed ? 'listed' : 'not listed'),
    rule: (seen) => text(seen, 'resource') ?? '',
  },
  grant_expired: {
    label: 'Grant',
    fact: (seen) =>
      given(amount(seen, 'grantEnd'), (at) => `${seen.passed ? 'ends' : 'ended'} ${away(at, seen.context)}`) ||
      (seen.passed ? 'no end' : 'ended'),
    rule: (seen) => given(text(seen, 'grant'), (grant) => `grant ${grant}`),
  },
  step_up_required: {
    label: 'Sign-in strength',
    fact: (seen) => `signed in by ${text(seen, 'method') ?? 'an accepted method'}`,
    rule: (seen) => given(text(seen, 'demand'), (demand) => `${demand} demanded`),
  },
  nonce_replayed: happenedCheck('Proof', 'used for the first time', 'used before'),
  rate_limited: {
    label: 'Rate limit',
    fact: (seen) => (seen.passed ? 'within the limit' : 'above the limit'),
    rule: (seen) =>
      given(amount(seen, 'retryAfterSeconds'), (seconds) => `accepted again in ${duration(seconds * SECOND)}`),
  },
  quota_exhausted: {
    label: 'Quota',
    fact: (seen) => (seen.passed ? 'not used up' : 'used up'),
    rule: (seen) => given(amount(seen, 'limit'), (limit) => `quota ${count(limit)}`),
  },
} as const satisfies Record<string, CheckText>

/** Nobody reported an address, or nothing was presented that could have had one. */
function noAddress({ evidence: { reported } }: Seen): string {
  return reported === null ? 'no presentation to ask about' : 'no address reported'
}

function kind(seen: Seen, name: 'kind' | 'expected'): string {
  const known = KINDS.find((each) => each === text(seen, name))
  return known === undefined ? '' : KIND_TEXTS[known].noun
}

function listed(verb: string, values: readonly string[], none = 'none'): string {
  return values.length === 0 ? `${none} ${verb}` : `${verb} ${values.join(', ')}`
}
