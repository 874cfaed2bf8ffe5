import fc from 'fast-check'
import { BASE62_ALPHABET } from '@/lib/core/base62'
import {
  CAUSES,
  type CredentialRecord,
  type Cutoff,
  END_REASONS,
  ENVIRONMENTS,
  type FormerTerms,
  KINDS,
} from '@/lib/core/credential'
import { type Expectation, type Facts, NO_EXPECTATION, type Origin, type Source, type Verifier } from '@/lib/core/facts'
import { type Instant, type Interval, SECOND } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import { SECRET_LENGTH, SELECTOR_LENGTH, TAG_LENGTH, type TokenHead, type TokenShape } from '@/lib/core/token'
import { NOON } from './builders'

/** A narrow stretch of time on a grid: ties and boundaries, where judges go wrong, come up in most runs. */
const SPAN_SECONDS = 60
const seconds = fc.integer({ min: 0, max: SPAN_SECONDS })
export const instants: fc.Arbitrary<Instant> = seconds.map((second) => NOON + second * SECOND)
/** Also between the seconds of the grid and outside of it. */
export const judgingInstants: fc.Arbitrary<Instant> = fc.oneof(
  instants,
  fc.integer({ min: NOON - 10 * SECOND, max: NOON + 3 * SPAN_SECONDS * SECOND }),
)
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const people = optional(fc.constantFrom('Dana Ortiz', 'Storefront', 'sweep'))
const notes = optional(fc.constantFrom('ticket 4711', 'left the company'))

export const intervals: fc.Arbitrary<Interval> = fc
  .record({ from: instants, length: optional(fc.integer({ min: 1, max: SPAN_SECONDS })), by: people, note: notes })
  .map(({ from, length, by, note }) => ({ from, until: length === null ? null : from + length * SECOND, by, note }))

export const cutoffs: fc.Arbitrary<Cutoff> = fc.record({
  id: fc.uuid(),
  scope: fc.constantFrom('subject', 'application', 'installation'),
  at: instants,
  cause: fc.constantFrom(...CAUSES),
  by: people,
  note: notes,
})

export const endings = fc.record({
  at: instants,
  reason: fc.constantFrom(...END_REASONS),
  cause: optional(fc.constantFrom(...CAUSES)),
  by: people,
  note: notes,
})

/** Lists that the sources below are in, or not. */
export const addressLists = fc.subarray(['203.0.113.0/24', '203.0.113.7', '2001:db8::/32', '::ffff:192.0.2.0/120'])
export const sources: fc.Arbitrary<Source> = fc.record({
  address: optional(
    fc.constantFrom('203.0.113.7', '203.0.113.8', '2001:db8::1', '192.0.2.1', '198.51.100.1', 'nowhere'),
  ),
})
const scopeLists = fc.subarray(['orders:read', 'orders:write', 'stock:read'])

/** Terms that followed each other; whatever came after the last of them are the record's own. */
export const formerTerms: fc.Arbitrary<FormerTerms[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: SPAN_SECONDS }), { maxLength: 4 }),
    fc.array(fc.record({ scopes: scopeLists, allowedAddresses: addressLists }), { minLength: 3, maxLength: 3 }),
  )
  .map(([seconds, terms]) => {
    const instants = seconds.sort((a, b) => a - b).map((second) => NOON + second * SECOND)
    return terms.flatMap((each, index) => {
      const [from, until] = [instants[index], instants[index + 1]]
      return from === undefined || until === undefined ? [] : [{ ...each, from, until }]
    })
  })

/** A record in any combination of states, plausible or not. */
export const records: fc.Arbitrary<CredentialRecord> = fc
  .record({
    times: fc.tuple(seconds, seconds, seconds).map((three) => three.sort((a, b) => a - b)),
    kind: fc.constantFrom(...KINDS),
    environment: fc.constantFrom(...ENVIRONMENTS),
    audience: fc.constantFrom('storefront', 'warehouse'),
    scopes: scopeLists,
    allowedAddresses: addressLists,
    formerTerms,
    notBefore: optional(instants),
    expiresAt: optional(instants),
    overlapUntil: optional(instants),
    suspensions: fc.array(intervals, { maxLength: 3 }),
    subjectDisabled: fc.array(intervals, { maxLength: 2 }),
    applicationDisabled: fc.array(intervals, { maxLength: 2 }),
    cutoffs: fc.array(cutoffs, { maxLength: 3 }),
    ended: optional(endings),
  })
  .map(({ times: [signedIn = 0, issued = 0, lastUsed = 0], ...rest }) => ({
    ...rest,
    id: 'credential-1',
    applicationId: 'application-1',
    subjectId: 'subject-1',
    familyId: 'family-1',
    generation: signedIn === issued ? 1 : 2,
    signedInAt: NOON + signedIn * SECOND,
    issuedAt: NOON + issued * SECOND,
    lastUsedAt: NOON + lastUsed * SECOND,
    successorId: rest.overlapUntil === null ? null : 'credential-2',
  }))

/** A record nothing has ended and nobody has touched: only limits and dates can end it. */
export const untouchedRecords: fc.Arbitrary<CredentialRecord> = records.map((record) => ({ ...record, ...UNTOUCHED }))

export const UNTOUCHED = {
  ended: null,
  suspensions: [],
  subjectDisabled: [],
  applicationDisabled: [],
  cutoffs: [],
} as const satisfies Partial<CredentialRecord>

/** The history of one policy: versions that follow each other without a gap, the last one still in force. */
export function timelines(scope: PolicyVersion['scope'], { min } = { min: 1 }): fc.Arbitrary<PolicyVersion[]> {
  const limits = optional(fc.integer({ min, max: 2 * SPAN_SECONDS }))
  const rows = fc.array(fc.record({ idleSeconds: limits, absoluteSeconds: limits, setBy: people }), { maxLength: 4 })
  const starts = fc.uniqueArray(fc.integer({ min: -20, max: SPAN_SECONDS }), { minLength: 4, maxLength: 4 })
  return fc.tuple(rows, starts).map(([versions, seconds]) => {
    const from = seconds.sort((a, b) => a - b).map((second) => NOON + second * SECOND)
    return versions.map((version, index) => ({
      ...version,
      id: `${scope}-${index + 1}`,
      policyId: scope,
      policyName: 'Web sessions',
      overlapSecondsMax: null,
      rotateAfterSeconds: null,
      scope,
      version: index + 1,
      from: from[index] ?? NOON,
      until: index + 1 === versions.length ? null : (from[index + 1] ?? null),
    }))
  })
}

/** An application's policy and the installation's ceiling together, as a record is judged by them. */
export const policyHistories: fc.Arbitrary<PolicyVersion[]> = fc
  .tuple(timelines('application'), timelines('installation'))
  .map((both) => both.flat())

export const expectations: fc.Arbitrary<Expectation> = fc.record({
  environment: optional(fc.constantFrom(...ENVIRONMENTS)),
  audience: optional(fc.constantFrom('storefront', 'warehouse')),
  kind: optional(fc.constantFrom(...KINDS)),
  scopes: fc.subarray(['orders:read', 'orders:write', 'stock:read', 'stock:write']),
  source: optional(sources),
  sentAt: optional(fc.integer({ min: NOON - 120 * SECOND, max: NOON + 240 * SECOND })),
})

export function base62Texts(length: number): fc.Arbitrary<string> {
  const characters = fc.constantFrom(...BASE62_ALPHABET)
  return fc.array(characters, { minLength: length, maxLength: length }).map((list) => list.join(''))
}

export const heads: fc.Arbitrary<TokenHead> = fc.record({
  environment: fc.constantFrom(...ENVIRONMENTS),
  kind: fc.constantFrom(...KINDS),
  issuerKeyId: base62Texts(2),
  selector: base62Texts(SELECTOR_LENGTH),
})
export const secrets = base62Texts(SECRET_LENGTH)
export const tags = base62Texts(TAG_LENGTH)

export const shapes: fc.Arbitrary<TokenShape> = fc.oneof(
  fc.record({ shape: fc.constant('malformed' as const), length: fc.nat(), looksLike: optional(fc.constant('ghp_')) }),
  fc.record({
    shape: fc.constant('mistyped' as const),
    part: fc.constantFrom('length', 'checksum'),
    length: fc.nat(),
    environment: fc.constantFrom(...ENVIRONMENTS),
    kind: fc.constantFrom(...KINDS),
  }),
  fc.tuple(heads, tags).map(([head, tag]) => ({ shape: 'well_formed' as const, ...head, tag })),
)

/** What the secret or the tag proved to be wrong with: the holder has shown no right to know anything. */
export const unprovenOrigins: fc.Arbitrary<Origin> = fc.oneof(
  fc.record({ origin: fc.constant('forged' as const), why: fc.constantFrom('tag', 'issuer_key') }),
  fc.record({ origin: fc.constant('tampered' as const), imitates: fc.uuid() }),
  fc.record({ origin: fc.constant('unknown' as const), retentionDays: optional(fc.nat(400)) }),
  fc.constant<Origin>({ origin: 'mismatch' }),
)
export const origins: fc.Arbitrary<Origin> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Origin>({ origin: 'genuine', pepperVersion: 3 }) },
  { weight: 1, arbitrary: fc.constant<Origin>({ origin: 'not_asked' }) },
  { weight: 2, arbitrary: unprovenOrigins },
)

const verifiers: fc.Arbitrary<Verifier> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Verifier>({ verifier: 'ready' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      verifier: fc.constantFrom('misconfigured' as const, 'unavailable' as const),
      which: fc.constantFrom('issuer key 0A', 'store'),
    }),
  },
)

/** Facts of a token whose secret matched, in any combination of states: gates C to F decide. */
const proven = {
  verifier: fc.constant<Verifier>({ verifier: 'ready' }),
  shape: fc.constant<TokenShape | null>(null),
  origin: fc.constant<Origin>({ origin: 'genuine', pepperVersion: 3 }),
}
const wild = fc.record({ ...proven, record: records, policies: policyHistories, expected: expectations })

/** Facts that only a limit or a date stands against, in most runs none yet: about half of them are active. */
export const gentleFacts: fc.Arbitrary<Facts> = fc.record({
  ...proven,
  record: untouchedRecords.map((record) => ({ ...record, notBefore: null })),
  policies: timelines('application', { min: SPAN_SECONDS / 2 }),
  expected: fc.constant(NO_EXPECTATION),
})

export const provenFacts: fc.Arbitrary<Facts> = fc.oneof(wild, gentleFacts)

/** Any facts at all, also those no verifier would gather. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .tuple(provenFacts, fc.record({ verifier: verifiers, shape: optional(shapes), origin: origins }), fc.nat(9))
  .map(([given, found, die]) => ({ ...given, ...found, record: die === 0 ? null : given.record }))
