import type { CredentialRecord, Cutoff, Ending } from '@/lib/core/credential'
import { type Expectation, type Facts, NO_EXPECTATION } from '@/lib/core/facts'
import { DAY, type Instant, type Interval } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import type { TokenShape } from '@/lib/core/token'

/** A Sunday noon, so that ages in tests read as whole numbers. */
export const NOON: Instant = Date.UTC(2026, 4, 3, 12)

/** A session of the shop, signed in at noon, without any limit of its own. */
export function credential(changes: Partial<CredentialRecord> = {}): CredentialRecord {
  return {
    id: 'credential-1',
    environment: 'live',
    applicationId: 'application-1',
    audience: 'storefront',
    subjectId: 'subject-1',
    familyId: 'family-1',
    generation: 1,
    scopes: [],
    allowedAddresses: [],
    formerTerms: [],
    kind: 'session',
    issuedAt: NOON,
    signedInAt: NOON,
    notBefore: null,
    expiresAt: null,
    lastUsedAt: NOON,
    overlapUntil: null,
    successorId: null,
    suspensions: [],
    subjectDisabled: [],
    applicationDisabled: [],
    cutoffs: [],
    ended: null,
    ...changes,
  }
}

/** Version 4 of the shop's policy, in force for a month before noon, without a limit. */
export function policy(changes: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    id: 'version-4',
    policyId: 'policy-1',
    policyName: 'Web sessions',
    scope: 'application',
    version: 4,
    idleSeconds: null,
    absoluteSeconds: null,
    overlapSecondsMax: null,
    rotateAfterSeconds: null,
    from: NOON - 30 * DAY,
    until: null,
    setBy: 'Dana Ortiz',
    ...changes,
  }
}

export const WELL_FORMED = {
  shape: 'well_formed',
  environment: 'live',
  kind: 'session',
  issuerKeyId: '0A',
  selector: 'Sel3ct0rSel3ct0r',
  tag: 'TagTagTa',
} as const satisfies TokenShape

/** A genuine token of `record`, presented to a verifier that is ready. */
export function facts(changes: Partial<Facts> = {}): Facts {
  return {
    verifier: { verifier: 'ready' },
    shape: WELL_FORMED,
    origin: { origin: 'genuine', pepperVersion: 3 },
    record: credential(),
    policies: [],
    expected: NO_EXPECTATION,
    ...changes,
  }
}

export function expecting(changes: Partial<Expectation>): Expectation {
  return { ...NO_EXPECTATION, ...changes }
}

export function interval(from: Instant, until: Instant | null = null): Interval {
  return { from, until, by: 'Dana Ortiz', note: 'ticket 4711' }
}

export function cutoff(at: Instant, changes: Partial<Cutoff> = {}): Cutoff {
  return {
    id: 'cutoff-1',
    scope: 'subject',
    at,
    cause: 'key_compromise',
    by: 'Dana Ortiz',
    note: 'stolen laptop',
    ...changes,
  }
}

export function ending(at: Instant, changes: Partial<Ending> = {}): Ending {
  return { at, reason: 'revoked', cause: 'unspecified', by: 'Dana Ortiz', note: 'ticket 4711', ...changes }
}
