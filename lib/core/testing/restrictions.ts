import fc from 'fast-check'
import type { Facts } from '@/lib/core/facts'
import {
  addressLists,
  cutoffs,
  endings,
  expectations,
  intervals,
  judgingInstants,
  policyHistories,
  unprovenOrigins,
} from './arbitraries'
import { WELL_FORMED } from './builders'

type Restrict = (given: Facts) => Facts
const onRecord =
  (change: (record: NonNullable<Facts['record']>) => Partial<NonNullable<Facts['record']>>): Restrict =>
  (given) =>
    given.record === null ? given : { ...given, record: { ...given.record, ...change(given.record) } }

/** Everything that may be put upon a presentation and can only take something away. */
export const restrictions: fc.Arbitrary<Restrict> = fc.oneof(
  policyHistories.map(
    (more): Restrict =>
      (given) => ({ ...given, policies: [...given.policies, ...more] }),
  ),
  intervals.map((more) => onRecord(({ suspensions }) => ({ suspensions: [...suspensions, more] }))),
  intervals.map((more) => onRecord(({ subjectDisabled }) => ({ subjectDisabled: [...subjectDisabled, more] }))),
  intervals.map((more) =>
    onRecord(({ applicationDisabled }) => ({ applicationDisabled: [...applicationDisabled, more] })),
  ),
  cutoffs.map((more) => onRecord((record) => ({ cutoffs: [...record.cutoffs, more] }))),
  endings.map((ended) => onRecord((record) => ({ ended: record.ended ?? ended }))),
  judgingInstants.map((at) => onRecord(({ expiresAt }) => ({ expiresAt: Math.min(expiresAt ?? at, at) }))),
  judgingInstants.map((at) => onRecord(({ overlapUntil }) => ({ overlapUntil: Math.min(overlapUntil ?? at, at) }))),
  judgingInstants.map((at) => onRecord(({ notBefore }) => ({ notBefore: Math.max(notBefore ?? at, at) }))),
  fc.subarray(['orders:read', 'stock:read']).map((kept) =>
    onRecord(({ scopes, formerTerms }) => ({
      scopes: scopes.filter((scope) => kept.includes(scope)),
      formerTerms: formerTerms.map((terms) => ({
        ...terms,
        scopes: terms.scopes.filter((scope) => kept.includes(scope)),
      })),
    })),
  ),
  addressLists.map((list) =>
    onRecord(({ allowedAddresses, formerTerms }) => ({
      allowedAddresses: narrowed(allowedAddresses, list),
      formerTerms: formerTerms.map((terms) => ({
        ...terms,
        allowedAddresses: narrowed(terms.allowedAddresses, list),
      })),
    })),
  ),
  expectations.map(
    (more): Restrict =>
      (given) => ({
        ...given,
        expected: {
          environment: given.expected.environment ?? more.environment,
          audience: given.expected.audience ?? more.audience,
          kind: given.expected.kind ?? more.kind,
          scopes: [...given.expected.scopes, ...more.scopes],
          source: given.expected.source ?? more.source,
          sentAt: given.expected.sentAt ?? more.sentAt,
        },
      }),
  ),
  fc.constant<Restrict>((given) => ({ ...given, verifier: { verifier: 'unavailable', which: 'store' } })),
  unprovenOrigins.map(
    (origin): Restrict =>
      (given) => ({ ...given, shape: WELL_FORMED, origin }),
  ),
  fc.constant<Restrict>((given) => ({ ...given, record: null })),
)

/** A list is set where none was, or made shorter; one that became empty would accept everybody. */
function narrowed(known: readonly string[], list: readonly string[]): readonly string[] {
  if (known.length === 0) return list
  const kept = known.filter((each) => list.includes(each))
  return kept.length === 0 ? known : kept
}
