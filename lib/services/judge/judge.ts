import type { CredentialRecord } from '@/lib/core/credential'
import { evaluate } from '@/lib/core/evaluate'
import { type Expectation, type Facts, NO_EXPECTATION, type Origin, type Verifier } from '@/lib/core/facts'
import type { Instant } from '@/lib/core/instant'
import type { Verdict } from '@/lib/core/verdict'
import type { Keyring } from '@/lib/crypto/keyring'
import { digestMatches } from '@/lib/crypto/token'
import type { Config } from '../config-cache'
import type { Services } from '../context'
import { leanRecord } from './lean-record'
import { originWithoutStore, type Presentation, selectorToRead } from './present'
import type { LeanRow } from './read-lean'
import type { StoredCredential, SubjectSummary } from './read-records'

/** A verdict with what it is about. `record` and `subject` are null until the secret matched. */
export interface Judged {
  readonly verdict: Verdict
  readonly record: CredentialRecord | null
  readonly subject: SubjectSummary | null
  readonly shape: Presentation['shape']
  /** The expectation the verdict was made under, for the evidence. */
  readonly expected: Expectation
}

/** One snapshot shared by everything judged in a request: its clock, its epoch's config and what was read. */
export interface Snapshot {
  readonly now: Instant
  readonly config: Config
  readonly rows: readonly LeanRow[]
}

/** Reads up to two presentations (the caller's key and the token in question) in one statement. */
export async function takeSnapshot(services: Services, presentations: readonly Presentation[]): Promise<Snapshot> {
  const selectors = presentations.flatMap((presentation) => selectorToRead(presentation) ?? [])
  const reading = await services.lean(selectors)
  return { now: reading.now, config: await services.config.at(reading.epoch), rows: reading.rows }
}

/**
 * Judges one presentation at the snapshot's instant. An active verdict needs the hot row alone; any other is judged again
 * on the full record, so that the evidence says who and why.
 */
export async function judge(
  services: Services,
  snapshot: Snapshot,
  presentation: Presentation,
  expected: Expectation = NO_EXPECTATION,
): Promise<Judged> {
  const lean = judgeLean(services.keyring, snapshot, presentation, expected)
  if (lean !== null) return lean
  return judgeFull(services, snapshot, presentation, expected)
}

/** The verdict if it can be had without a second statement: gates A and B without the store, or active. */
function judgeLean(
  keyring: Keyring,
  snapshot: Snapshot,
  presentation: Presentation,
  expected: Expectation,
): Judged | null {
  const unread = judgeUnread(snapshot, presentation, expected)
  if (unread !== null) return unread
  const row = snapshot.rows.find((each) => each.selector === presentation.head?.selector)
  if (row === undefined || matching(keyring, presentation, row.digest, row.pepper_version) !== 'matched') return null
  const record = leanRecord(row, snapshot.config)
  const judged = conclude(snapshot.now, presentation, {
    origin: genuine(row.pepper_version),
    record,
    expected,
    snapshot,
    subject: leanSubject(row),
  })
  return judged.verdict.active ? judged : null
}

/** The verdict where the shape and the issuer's tag decide; null when the store has to answer. */
export function judgeUnread(
  snapshot: Pick<Snapshot, 'now' | 'config'>,
  presentation: Presentation,
  expected: Expectation,
): Judged | null {
  const origin = originWithoutStore(presentation, snapshot.config)
  if (origin === 'key_missing_here')
    return misconfigured(snapshot, presentation, expected, `issuer key ${presentation.head?.issuerKeyId}`)
  return origin === null ? null : conclude(snapshot.now, presentation, { origin, record: null, expected, snapshot })
}

async function judgeFull(
  services: Services,
  snapshot: Snapshot,
  presentation: Presentation,
  expected: Expectation,
): Promise<Judged> {
  const stored = await services.stored(presentation.head?.selector ?? '', snapshot.config)
  return judgeStored(services.keyring, snapshot, presentation, stored, expected)
}

/** Judges a presentation whose tag is genuine against what the store holds for its selector. */
export function judgeStored(
  keyring: Keyring,
  snapshot: Pick<Snapshot, 'now' | 'config'>,
  presentation: Presentation,
  stored: StoredCredential | null,
  expected: Expectation,
): Judged {
  if (stored === null)
    return conclude(snapshot.now, presentation, {
      origin: { origin: 'unknown', retentionDays: null },
      record: null,
      expected,
      snapshot,
    })
  const match = matching(keyring, presentation, stored.digest, stored.pepperVersion)
  if (match === 'pepper_missing')
    return misconfigured(snapshot, presentation, expected, `pepper version ${stored.pepperVersion}`)
  if (match === 'different')
    return conclude(snapshot.now, presentation, { origin: { origin: 'mismatch' }, record: null, expected, snapshot })
  const { record, subject } = stored
  return conclude(snapshot.now, presentation, {
    origin: genuine(stored.pepperVersion),
    record,
    expected,
    snapshot,
    subject,
  })
}

function matching(keyring: Keyring, presentation: Presentation, stored: Buffer, pepperVersion: number) {
  const pepper = keyring.peppers.get(pepperVersion)
  if (pepper === undefined) return 'pepper_missing'
  if (presentation.secretDigest === null) return 'different'
  return digestMatches(pepper, presentation.secretDigest, stored) ? 'matched' : 'different'
}

interface Conclusion {
  readonly origin: Origin
  readonly record: CredentialRecord | null
  readonly expected: Expectation
  readonly snapshot: Pick<Snapshot, 'config'>
  readonly subject?: SubjectSummary
  readonly verifier?: Verifier
}

function conclude(now: Instant, presentation: Presentation, conclusion: Conclusion): Judged {
  const { record, origin, expected, snapshot, subject } = conclusion
  const facts: Facts = {
    verifier: conclusion.verifier ?? { verifier: 'ready' },
    shape: presentation.shape,
    origin,
    record,
    policies: record === null ? [] : snapshot.config.policiesFor(record.applicationId, record.kind),
    expected,
  }
  return { verdict: evaluate(facts, now), record, subject: subject ?? null, shape: presentation.shape, expected }
}

function misconfigured(
  snapshot: Pick<Snapshot, 'now' | 'config'>,
  presentation: Presentation,
  expected: Expectation,
  which: string,
): Judged {
  const verifier = { verifier: 'misconfigured', which } as const
  return conclude(snapshot.now, presentation, {
    origin: { origin: 'not_asked' },
    record: null,
    expected,
    snapshot,
    verifier,
  })
}

function genuine(pepperVersion: number): Origin {
  return { origin: 'genuine', pepperVersion }
}

function leanSubject(row: LeanRow): SubjectSummary {
  return {
    id: row.subject_id,
    externalId: row.external_id,
    type: row.subject_type,
    name: row.subject_name,
    email: row.subject_email,
    representsApplicationId: row.represents_application_id,
  }
}
