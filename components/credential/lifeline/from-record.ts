import type { LifecycleRecord } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { lifecycle } from '@/lib/core/lifecycle'
import type { PolicyVersion } from '@/lib/core/policy'
import type { Reason } from '@/lib/core/reasons'
import { duration } from '@/lib/format/duration'
import type { RefusalMark, UseMinute } from './marks'
import type { LifelineData } from './model'

/** What a lifeline is made of besides the record itself. */
export interface LifelineSource {
  readonly record: LifecycleRecord
  readonly policies: readonly PolicyVersion[]
  /** When the successor was issued; null when there is none or it is not known. */
  readonly overlapFrom: Instant | null
  readonly uses: readonly UseMinute[]
  readonly refusals: readonly RefusalMark[]
  readonly now: Instant
  /** A reason in a word or two, from the locale. */
  readonly word: (reason: Reason) => string
}

/** The picture of a record as the judge sees it at `now`. Pure; endings and limits come from `lifecycle`. */
export function lifelineOf({ record, policies, overlapFrom, uses, refusals, now, word }: LifelineSource): LifelineData {
  const life = lifecycle(record, policies, now)
  const first = life.findings[0]
  const ended = life.state !== 'ended' || first === undefined ? null : { at: first.since, word: word(first.reason) }
  return {
    issuedAt: record.issuedAt,
    signedInAt: record.signedInAt,
    notBefore: record.notBefore,
    lastUsedAt: record.lastUsedAt > record.issuedAt ? record.lastUsedAt : null,
    lapses: life.lapses,
    ended,
    suspensions: record.suspensions,
    overlapFrom,
    overlapUntil: record.overlapUntil,
    uses: [...uses].sort((a, b) => a.minute - b.minute),
    refusals,
    policyFlags: policyFlagsOf(policies, record.issuedAt),
    cutoffs: record.cutoffs.filter((cutoff) => record.signedInAt <= cutoff.at && cutoff.at <= now),
    policies,
    now,
  }
}

/** Versions that came into force during the life, as they are written on a flag: "Web sessions v4: idle 30 min". */
export function policyFlagsOf(policies: readonly PolicyVersion[], issuedAt: Instant): { at: Instant; label: string }[] {
  return policies
    .filter(({ from }) => from > issuedAt)
    .map((version) => ({ at: version.from, label: flagWords(version) }))
}

function flagWords({ policyName, version, idleSeconds, absoluteSeconds }: PolicyVersion): string {
  const limits = [
    idleSeconds === null ? null : `idle ${duration(idleSeconds * 1000)}`,
    absoluteSeconds === null ? null : `absolute ${duration(absoluteSeconds * 1000)}`,
  ].filter((limit) => limit !== null)
  return `${policyName} v${version}: ${limits.length === 0 ? 'no limit' : limits.join(', ')}`
}
