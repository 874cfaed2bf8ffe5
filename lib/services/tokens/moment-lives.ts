import { evaluate } from '@/lib/core/evaluate'
import type { UseMinute } from '@/lib/core/history'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { reasonFacts } from '@/lib/core/reasons'
import { tokenLabel } from '@/lib/core/token'
import type { Verdict } from '@/lib/core/verdict'
import { deviceOf } from '@/lib/format/device'
import type { Config } from '../config-cache'
import { factsOf } from '../explanation'
import type { StoredCredential } from '../judge/read-records'
import type { Candidate } from './likely'
import type { Lane, Likely, MomentEvent } from './moment'

/** The moment asked about, and how far around it is looked. */
export interface Stretch {
  readonly at: Instant
  readonly from: Instant
  readonly until: Instant
  readonly now: Instant
}

/** A candidate with what is told of it. */
export interface ToldCandidate extends Candidate {
  readonly told: Likely
}

interface Life {
  readonly events: readonly MomentEvent[]
  readonly ended: ToldCandidate | null
  readonly lane: Omit<Lane, 'refusals'> | null
}

/** What one credential did within the stretch: issued, used, ended; nothing when it was over before. */
export function lifeBetween(
  stored: StoredCredential,
  config: Config,
  uses: readonly UseMinute[],
  stretch: Stretch,
): Life {
  const { record } = stored
  const verdict = verdictAt(stored, config, uses, stretch.until)
  const endedAt = verdict === null || verdict.active || !isEnding(verdict) ? null : verdict.since
  if (endedAt !== null && endedAt < stretch.from) return { events: [], ended: null, lane: null }
  const within = uses.filter(({ minute }) => minute >= stretch.from - MINUTE && minute <= stretch.until)
  const of = traitsOf(stored, config)
  const ended = endedAt === null ? null : endingAt(stored, config, uses, { ...stretch, endedAt })
  return {
    events: [...issued(stored, of, stretch), ...runs(within, of), ...endings(of, ended)],
    ended,
    lane: {
      credentialId: record.id,
      label: labelOf(stored),
      kind: record.kind,
      name: stored.name,
      applicationName: of.applicationName,
      from: Math.max(record.issuedAt, stretch.from),
      until: endedAt,
      uses: within.map(({ minute }) => minute),
    },
  }
}

/**
 * The verdict of then; null where it cannot be known: a credential used later was alive, and its last use before that may
 * lie further back than is read.
 */
function verdictAt(stored: StoredCredential, config: Config, uses: readonly UseMinute[], at: Instant): Verdict | null {
  const known = stored.record.lastUsedAt <= at || uses.some(({ minute }) => minute <= at)
  if (!known && stored.record.issuedAt < at - MINUTE) return null
  return evaluate(factsOf(stored, config, uses, at), at)
}

function isEnding({ reason }: Verdict): boolean {
  if (reason === null) return false
  const { gate } = reasonFacts(reason)
  return gate === 'ended' || gate === 'time'
}

/** Told as of the moment asked about, where it had ended by then: that is what its holder met. */
function endingAt(
  stored: StoredCredential,
  config: Config,
  uses: readonly UseMinute[],
  { at, endedAt }: Stretch & { endedAt: Instant },
): ToldCandidate | null {
  const verdict = verdictAt(stored, config, uses, Math.max(at, endedAt))
  if (verdict === null || verdict.reason === null) return null
  const { reason, cause } = verdict
  const { kind, applicationName, credentialId } = traitsOf(stored, config)
  const told = { type: 'ended', at: endedAt, verdict, kind, applicationName, requestId: null, credentialId } as const
  return { type: 'ended', from: endedAt, until: endedAt, reason, cause, credentialId, told }
}

type Traits = ReturnType<typeof traitsOf>

function traitsOf({ record }: StoredCredential, config: Config) {
  return {
    credentialId: record.id,
    kind: record.kind,
    applicationName: config.applications.get(record.applicationId)?.name ?? record.audience,
  }
}

function issued(stored: StoredCredential, of: Traits, { from }: Stretch): MomentEvent[] {
  const { record, issuedBy, createdIp, createdUserAgent } = stored
  if (record.issuedAt < from) return []
  const device = deviceOf(createdUserAgent)?.exact ?? null
  return [
    { type: 'issued', ...of, at: record.issuedAt, renewed: record.generation > 1, by: issuedBy, ip: createdIp, device },
  ]
}

/** Uses that follow each other within five minutes are one stretch of use. */
function runs(uses: readonly UseMinute[], of: Traits): MomentEvent[] {
  const found: { at: Instant; until: Instant; minutes: number }[] = []
  for (const { minute } of uses) {
    const last = found.at(-1)
    if (last === undefined || minute - last.until > 5 * MINUTE) found.push({ at: minute, until: minute, minutes: 1 })
    else found.splice(-1, 1, { at: last.at, until: minute, minutes: last.minutes + 1 })
  }
  return found.map((run) => ({ type: 'used', ...of, ...run }))
}

function endings(of: Traits, ended: ToldCandidate | null): MomentEvent[] {
  if (ended === null) return []
  const { reason, cause, from, told } = ended
  const by = told.verdict.checks.find((check) => check.reason === reason)?.evidence.by
  return [{ type: 'ended', ...of, at: from, reason, cause, by: typeof by === 'string' ? by : null }]
}

function labelOf({ record, issuerKeyId, selector }: StoredCredential): string {
  return tokenLabel({ environment: record.environment, kind: record.kind, issuerKeyId, selector })
}
