import type { Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import type { HonestCount } from '../keyset'
import type { Likely } from './moment'

/** What was presented from one address or network around a moment and refused, also where no credential was matched. */
export interface SourceExplanation {
  readonly address: string
  readonly at: Instant
  readonly from: Instant
  readonly until: Instant
  readonly likely: readonly Likely[]
  /** The sum of all that is listed. */
  readonly count: number
  readonly reasons: readonly { readonly reason: Reason; readonly count: number }[]
  readonly applications: readonly string[]
  readonly devices: readonly string[]
  /** The credentials that forged tokens from there imitate. */
  readonly imitated: readonly Imitated[]
  /** Whose refused tokens came from there. */
  readonly people: readonly PersonThere[]
  /** Live credentials that were last used from there: whether anybody works from it. */
  readonly accepted: HonestCount
  /** Newest first. */
  readonly refusals: readonly SourceRefusal[]
  readonly more: boolean
  readonly now: Instant
}

export interface Imitated {
  readonly credentialId: string
  readonly kind: Kind
  readonly name: string | null
  readonly ownerName: string
  readonly applicationName: string
  readonly count: number
}

export interface PersonThere {
  readonly id: string
  readonly name: string
  readonly count: number
}

export interface SourceRefusal {
  readonly id: string
  readonly at: Instant
  readonly until: Instant
  readonly count: number
  readonly reason: Reason
  readonly kind: Kind | null
  readonly applicationName: string
  readonly ownerName: string | null
  readonly requestId: string
  readonly ip: string | null
  readonly callerIp: string | null
  readonly device: string | null
}
