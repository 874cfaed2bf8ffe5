import type { AuditEntryDraft } from '@/lib/audit/entry'
import type { ItemOutcome } from '@/lib/core/act'
import type { Instant } from '@/lib/core/instant'
import type { Config } from '../config-cache'
import { summarize } from '../credential-summary'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import { carryOut, familyOf, type PlannedEnding, planEnding } from '../plan-ending'
import { resumeAll, suspendAll } from '../suspending'
import type { Transaction } from '../transaction'
import { trueEnding } from '../true-ending'
import { type ActRow, signatoryOf } from './act-row'

/** What became of the credentials of one slice, and the entries of it. */
export interface WorkedSlice {
  readonly outcomes: ReadonlyMap<string, ItemOutcome>
  readonly entries: readonly AuditEntryDraft[]
}

interface Work {
  readonly tx: Transaction
  readonly config: Config
  readonly now: Instant
  readonly act: ActRow
}

/** Does an act to some of its credentials. Of a session every generation ends, also one that came after the preview. */
export async function workSlice(work: Work, ids: readonly string[]): Promise<WorkedSlice> {
  const { tx, config, act } = work
  const locked = await lockCredentials(tx, config, ids, { wholeSessions: act.verb === 'end' })
  const worked = await (act.verb === 'end' ? endSlice(work, locked) : suspendOrResume(work, locked))
  const missing = ids.filter((id) => !worked.outcomes.has(id)).map((id) => [id, 'not_found'] as const)
  return { ...worked, outcomes: new Map([...worked.outcomes, ...missing]) }
}

async function endSlice({ tx, config, now, act }: Work, locked: readonly StoredCredential[]): Promise<WorkedSlice> {
  const sparedFamilyId = spared(act, locked)
  const plan = { config, now, cause: act.cause ?? 'unspecified', note: act.note, sparedFamilyId }
  const planned = locked.map((stored) => planUnderCutoff(stored, act, config, now) ?? planEnding(stored, plan))
  const entries = await carryOut(tx, { now, actor: signatoryOf(act), correlationId: act.id }, planned)
  const outcomes = planned.map((each) => [each.stored.record.id, outcomeOf(each, act)] as const)
  return { outcomes: new Map(outcomes), entries }
}

/** What this act's own cutoff ended is its doing; only the tombstone is still to be written. Null for everything else. */
function planUnderCutoff(
  stored: StoredCredential,
  { cutoff, startedAt }: ActRow,
  config: Config,
  now: Instant,
): PlannedEnding | null {
  if (!cutoff || startedAt === null) return null
  const truth = trueEnding(stored, config, now)
  if (truth?.finding.cutoff?.at !== startedAt) return null
  const before = summarize(stored, config, startedAt - 1).state
  return { stored, outcome: 'done', draft: { ...truth, reason: 'revoked', cause: 'cutoff' }, before }
}

function outcomeOf({ outcome, stored: { record } }: PlannedEnding, { cutoff, startedAt }: ActRow): ItemOutcome {
  if (outcome === 'done' || outcome === 'own_session') return outcome
  // Somebody who came across it had recorded it already, such as its holder signing out.
  const byCutoff = cutoff && record.ended?.cause === 'cutoff' && record.ended.at === startedAt
  return byCutoff ? 'done' : 'already'
}

async function suspendOrResume(
  { tx, config, now, act }: Work,
  locked: readonly StoredCredential[],
): Promise<WorkedSlice> {
  const sparedFamilyId = spared(act, locked)
  const wanted = act.verb === 'resume' ? 'suspended' : 'open'
  const standing = locked.map((stored) => {
    const { state } = summarize(stored, config, now)
    if (stored.record.familyId === sparedFamilyId) return { stored, outcome: 'own_session' } as const
    const fits = state !== 'ended' && (state === 'suspended' ? 'suspended' : 'open') === wanted
    return { stored, outcome: fits ? 'done' : 'already' } as const
  })
  const chosen = standing.filter(({ outcome }) => outcome === 'done').map(({ stored }) => stored)
  const how = { config, now, actor: signatoryOf(act), note: act.note }
  const worked =
    act.verb === 'resume'
      ? await resumeAll(tx, how, chosen)
      : await suspendAll(tx, { ...how, until: act.untilAt }, chosen)
  return {
    outcomes: new Map(standing.map(({ stored, outcome }) => [stored.record.id, outcome])),
    entries: worked.map(({ entry }) => entry),
  }
}

function spared(act: ActRow, locked: readonly StoredCredential[]): string | null {
  return act.includeOwnSession || act.verb === 'resume' ? null : familyOf(act.ownSessionId, locked)
}
