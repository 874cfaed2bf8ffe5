import type { StatableCause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import type { Config } from './config-cache'
import { summarize } from './credential-summary'
import { type EndingContext, type EndingDraft, endCredentials } from './end-credentials'
import type { StoredCredential } from './judge/read-records'
import { type Revocation, revokedEntry } from './revocation'
import type { Transaction } from './transaction'
import { NOBODY, sweptEntry, type TrueEnding, trueEnding } from './true-ending'

/** What is to become of one credential that somebody ends on purpose. */
export type PlannedEnding = { readonly stored: StoredCredential } & (
  | { readonly outcome: 'done'; readonly draft: Revocation; readonly before: State }
  /** It had ended by itself, and nobody had recorded it. */
  | { readonly outcome: 'lapsed'; readonly draft: TrueEnding }
  | { readonly outcome: 'already_ended' | 'own_session' }
)

export interface EndingPlan {
  readonly config: Config
  readonly now: Instant
  readonly cause: StatableCause
  readonly note: string | null
  /** The family that is left alone: the session the operator is using. */
  readonly sparedFamilyId: string | null
}

/** Plans one ending on purpose. What had ended by itself keeps its true reason and instant. */
export function planEnding(
  stored: StoredCredential,
  { config, now, cause, note, sparedFamilyId }: EndingPlan,
): PlannedEnding {
  const { record } = stored
  if (record.ended !== null) return { stored, outcome: 'already_ended' }
  const truth = trueEnding(stored, config, now)
  if (truth !== null) return { stored, outcome: 'lapsed', draft: truth }
  if (record.familyId === sparedFamilyId) return { stored, outcome: 'own_session' }
  const draft: Revocation = { credentialId: record.id, endedAt: now, reason: 'revoked', cause, note }
  return { stored, outcome: 'done', draft, before: summarize(stored, config, now).state }
}

/** The family of an operator's own session, if it is among these. */
export function familyOf(sessionId: string | null, locked: readonly StoredCredential[]): string | null {
  return locked.find(({ record }) => record.id === sessionId)?.record.familyId ?? null
}

/** Carries out what was planned, and returns the entries of it: the operator's endings first, then what nobody had recorded. */
export async function carryOut(tx: Transaction, context: EndingContext, planned: readonly PlannedEnding[]) {
  const revoked = planned.filter((each) => each.outcome === 'done')
  const lapsed = planned.filter((each) => each.outcome === 'lapsed')
  await endCredentials(tx, { ...context, actor: NOBODY }, lapsed.map(draftOf))
  await endCredentials(tx, context, revoked.map(draftOf))
  return [
    ...revoked.map((each) => revokedEntry(each.stored, each.draft, each.before)),
    ...lapsed.map((each) => sweptEntry(each.stored, each.draft)),
  ]
}

function draftOf<D extends EndingDraft>({ draft }: { readonly draft: D }): D {
  return draft
}
