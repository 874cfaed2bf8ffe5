import type { ActorType, Cause, Kind, SubjectType } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import type { Verdict } from '@/lib/core/verdict'

/** What happened to one person's credentials around a moment, with what most likely explains it first. */
export interface MomentExplanation {
  readonly subject: {
    readonly id: string
    readonly type: SubjectType
    readonly name: string | null
    readonly email: string | null
    readonly externalId: string
  }
  /** Whether mail and network addresses are masked for who reads it. */
  readonly masked: boolean
  readonly at: Instant
  readonly from: Instant
  readonly until: Instant
  /** At most three, the likeliest first. */
  readonly likely: readonly Likely[]
  /** Oldest first. */
  readonly events: readonly MomentEvent[]
  /** One for each credential that lived in between. */
  readonly lanes: readonly Lane[]
  /** More happened than is listed. */
  readonly more: boolean
  readonly now: Instant
}

/** One thing that may be what the person noticed, with the verdict of then. */
export interface Likely {
  readonly type: 'refused' | 'ended'
  readonly at: Instant
  readonly verdict: Verdict
  readonly kind: Kind | null
  readonly applicationName: string
  /** The reference they may have seen. */
  readonly requestId: string | null
  readonly credentialId: string | null
}

export interface Lane {
  readonly credentialId: string
  readonly label: string
  readonly kind: Kind
  readonly name: string | null
  readonly applicationName: string
  readonly from: Instant
  /** Null while it goes on past the end of the stretch. */
  readonly until: Instant | null
  /** The minutes it was used in. */
  readonly uses: readonly Instant[]
  readonly refusals: readonly { readonly at: Instant; readonly reason: Reason }[]
}

interface OfCredential {
  readonly at: Instant
  readonly credentialId: string
  readonly kind: Kind
  readonly applicationName: string
}

export type MomentEvent =
  | (OfCredential & {
      readonly type: 'issued'
      readonly renewed: boolean
      readonly by: string
      readonly ip: string | null
      readonly device: string | null
    })
  | (OfCredential & { readonly type: 'used'; readonly until: Instant; readonly minutes: number })
  | (OfCredential & {
      readonly type: 'ended'
      readonly reason: Reason
      readonly cause: Cause | null
      readonly by: string | null
    })
  | {
      readonly type: 'refused'
      readonly at: Instant
      readonly until: Instant
      readonly count: number
      readonly reason: Reason
      readonly cause: Cause | null
      readonly credentialId: string | null
      readonly kind: Kind | null
      readonly applicationName: string
      readonly requestId: string | null
      readonly ip: string | null
      readonly device: string | null
    }
  | {
      readonly type: 'acted'
      readonly at: Instant
      readonly entryId: string
      readonly action: string
      readonly by: string
      readonly actorType: ActorType
    }
  | {
      readonly type: 'policy'
      readonly at: Instant
      readonly policyId: string
      readonly name: string
      readonly version: number
      readonly idleSeconds: number | null
      readonly absoluteSeconds: number | null
      readonly by: string | null
    }
