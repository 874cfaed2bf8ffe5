import type { CredentialRecord, Environment, Kind } from './credential'
import type { Instant } from './instant'
import type { PolicyVersion } from './policy'
import type { TokenShape } from './token'

/** What the verifier found out about a token's origin with its own keys, before and after asking the store. */
export type Origin =
  | { readonly origin: 'not_asked' }
  | { readonly origin: 'forged'; readonly why: 'tag' | 'issuer_key' }
  /** Refined afterwards: a forged token whose selector exists. */
  | { readonly origin: 'tampered'; readonly imitates: string }
  | { readonly origin: 'unknown'; readonly retentionDays: number | null }
  | { readonly origin: 'mismatch' }
  | { readonly origin: 'genuine'; readonly pepperVersion: number }

/** A failure of Assay itself: never blamed on the token. */
export type Verifier =
  | { readonly verifier: 'ready' }
  | { readonly verifier: 'misconfigured'; readonly which: string }
  | { readonly verifier: 'unavailable'; readonly which: string }

/** What the caller expects and reports with a presentation. Null means: not asked. */
export interface Expectation {
  readonly environment: Environment | null
  readonly audience: string | null
  readonly kind: Kind | null
  readonly scopes: readonly string[]
  /** Null: judged without a presentation, so that no address list is asked. */
  readonly source: Source | null
  /** The caller's own clock when it sent the request. */
  readonly sentAt: Instant | null
}

/** Where a presentation came from, as the caller reported it. */
export interface Source {
  /** Null: it was presented from somewhere, and nobody said from where. */
  readonly address: string | null
}

/** Everything a verdict depends on, besides `now`. */
export interface Facts {
  readonly verifier: Verifier
  /** Null when a credential is judged by its id, without a token presented. */
  readonly shape: TokenShape | null
  readonly origin: Origin
  readonly record: CredentialRecord | null
  /** All versions that ever applied to it, of its application and of the installation. */
  readonly policies: readonly PolicyVersion[]
  readonly expected: Expectation
}

export const NO_EXPECTATION: Expectation = {
  environment: null,
  audience: null,
  kind: null,
  scopes: [],
  source: null,
  sentAt: null,
}
