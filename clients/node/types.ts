/** Instants are RFC 3339 strings with milliseconds in UTC, as they came from the data plane. */
export type Timestamp = string

/** What a credential is for; one token never serves two kinds. */
export type Kind = 'session' | 'api_key' | 'one_time' | 'certificate'

/** Why a credential was ended on purpose (names of RFC 5280 CRLReason where one fits). */
export type Cause = 'unspecified' | 'key_compromise' | 'affiliation_changed' | 'privilege_withdrawn' | 'logged_out'

/** The request of your end user, as your application saw it. Every member is optional and none is trusted as proof. */
export interface RequestContext {
  /** The end user's address, not that of your proxy. */
  readonly ip?: string | undefined
  readonly userAgent?: string | undefined
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined
  /** Your clock; `verify` fills it in when it is absent. */
  readonly sentAt?: Timestamp | undefined
  readonly audience?: string | undefined
  /** The kind you expect: another one is refused. */
  readonly kind?: Kind | undefined
  /** Scopes you demand: all of them, or the verdict is 403. */
  readonly scopes?: readonly string[] | undefined
  readonly resource?: string | undefined
}

/** The person or machine a credential belongs to, under the id your application knows it by. */
export interface SubjectInput {
  readonly externalId: string
  readonly name?: string | undefined
  readonly email?: string | undefined
}

export interface Subject {
  readonly id: string
  readonly externalId: string
  readonly type: 'person' | 'service'
  readonly name: string | null
  readonly email: string | null
}

export interface SubjectRecord extends Subject {
  readonly disabled: boolean
}

/** A credential as lists and issue answers show it. It never contains the token. */
export interface Credential {
  readonly id: string
  readonly kind: Kind
  /** Slug of the application that issued it. */
  readonly application: string
  readonly subject: { readonly id: string; readonly externalId: string }
  readonly name: string | null
  readonly purpose: string | null
  /** Whom to ask about it. */
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly scopes: readonly string[]
  /** Addresses and networks it is accepted from; empty: from everywhere. */
  readonly allowedAddresses: readonly string[]
  readonly state: string
  readonly issuedAt: Timestamp
  readonly notBefore: Timestamp | null
  readonly expiresAt: Timestamp | null
  readonly lastUsedAt: Timestamp | null
  readonly endsAt: Timestamp | null
  readonly ended: { readonly at: Timestamp; readonly reason: string; readonly cause: string | null } | null
  readonly suspendedUntil: Timestamp | null
  readonly overlapUntil: Timestamp | null
  readonly successorId: string | null
  readonly familyId: string
  readonly generation: number
}

/** The only answer that carries a token: hand it to its holder and forget it. */
export interface Issued {
  readonly token: string
  readonly credential: Credential
}

export interface Rotated extends Issued {
  /** The predecessor, and until when it still works. */
  readonly supersedes: { readonly id: string; readonly overlapUntil: Timestamp | null }
}

export interface ActiveVerdict {
  readonly active: true
  readonly requestId: string
  readonly credential: {
    readonly id: string
    readonly kind: Kind
    readonly scopes: readonly string[]
    readonly application: string
    readonly issuedAt: Timestamp
    readonly endsAt: Timestamp | null
  }
  readonly subject: Subject
}

/** A refusal in words for your end user, in their language. It tells no more than your service key may know. */
export interface Guidance {
  readonly title: string
  /** What happened and what to do next. */
  readonly text: string
  /** Words for one button, and where it leads: null where another person has to act. */
  readonly action: string | null
  readonly actionUrl: string | null
  readonly language: string
  /** A public page that tells the same, and its form to report a problem; null where there is none. */
  readonly helpUrl: string | null
  readonly reportUrl: string | null
}

export interface RefusedVerdict {
  readonly active: false
  /** The id under which operators find this refusal; safe to show. */
  readonly requestId: string
  /** The HTTP status to send on. */
  readonly status: 401 | 403 | 429
  /** Public code of RFC 6750 or RFC 9470. */
  readonly code: string | null
  /** The exact reason and its evidence, for your log only; null unless your key has `reason:read`. */
  readonly reason: string | null
  readonly detail: string | null
  /** `WWW-Authenticate` to send on. */
  readonly challenge: string | null
  readonly retryAfterSeconds: number | null
  /** For your end user; null unless `acceptLanguage` was given. */
  readonly guidance: Guidance | null
}

export type Verdict = ActiveVerdict | RefusedVerdict
