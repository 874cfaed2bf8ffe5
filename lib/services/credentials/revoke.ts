import type { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import { command, unchanged } from '../command'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { type CredentialSummary, summarize } from '../credential-summary'
import { type EndingDraft, endCredentials } from '../end-credentials'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import { mayActOn } from '../may-act-on'
import { type Revocation, revokedEntry } from '../revocation'
import { NOBODY, sweptEntry, type TrueEnding, trueEnding } from '../true-ending'
import { RevokeInput } from './schemas'

/** What became of one of the credentials asked for. `not_found` also stands for "not yours". */
export type RevokedItem =
  | { readonly credentialId: string; readonly outcome: 'not_found' }
  | {
      readonly credentialId: string
      /** `already_ended`: the credential says why and since when. `own_session`: left alone, see `includeOwnSession`. */
      readonly outcome: 'done' | 'already_ended' | 'own_session'
      readonly credential: CredentialSummary
    }

export interface RevokeResult {
  /** One a credential asked for, in the order asked. */
  readonly items: readonly RevokedItem[]
  /** How many ended by this act, every generation of a session counted. */
  readonly ended: number
}

/**
 * Ends credentials on purpose: of a session every generation, of keys the one named. What had ended by itself keeps its true
 * reason and instant. Errors: `invalid_input`, `forbidden`.
 */
export const revokeCredentials = command({
  permission: 'credentials.revoke',
  input: RevokeInput,
  async run({ tx, actor, now, input, services, context }) {
    const config = await services.config.within(tx)
    const locked = await lockCredentials(tx, config, input.credentialIds, { wholeSessions: true })
    const acts = planActs(locked, { actor, config, now, input })
    const revoked = acts.filter((act) => act.outcome === 'done')
    const lapsed = acts.filter((act) => act.outcome === 'lapsed')
    const { correlationId } = context
    await endCredentials(tx, { now, actor: NOBODY, correlationId }, lapsed.map(draftOf))
    await endCredentials(tx, { now, actor, correlationId }, revoked.map(draftOf))

    const result = toResult(input.credentialIds, acts, { actor, config, now })
    const [first, ...rest] = [
      ...revoked.map((act) => revokedEntry(act.stored, act.draft, act.before)),
      ...lapsed.map((act) => sweptEntry(act.stored, act.draft)),
    ]
    return first === undefined ? unchanged(result) : { result, entries: [first, ...rest] }
  },
})

interface Plan {
  readonly actor: Actor
  readonly config: Config
  readonly now: Instant
  readonly input: z.output<typeof RevokeInput>
}

type Act = { readonly stored: StoredCredential } & (
  | { readonly outcome: 'done'; readonly draft: Revocation; readonly before: State }
  /** It had ended by itself, and nobody had recorded it. */
  | { readonly outcome: 'lapsed'; readonly draft: TrueEnding }
  | { readonly outcome: 'already_ended' | 'own_session' }
)

function planActs(locked: readonly StoredCredential[], plan: Plan): Act[] {
  const mine = locked.filter(({ record }) => mayActOn(plan.actor, record))
  const spared = plan.input.includeOwnSession ? null : ownFamily(mine, plan.actor)
  return mine.map((stored) => planAct(stored, plan, stored.record.familyId === spared))
}

function planAct(stored: StoredCredential, { config, now, input }: Plan, spared: boolean): Act {
  if (stored.record.ended !== null) return { stored, outcome: 'already_ended' }
  const truth = trueEnding(stored, config, now)
  if (truth !== null) return { stored, outcome: 'lapsed', draft: truth }
  if (spared) return { stored, outcome: 'own_session' }
  const { cause, note } = input
  const draft: Revocation = { credentialId: stored.record.id, endedAt: now, reason: 'revoked', cause, note }
  return { stored, outcome: 'done', draft, before: summarize(stored, config, now).state }
}

function ownFamily(locked: readonly StoredCredential[], actor: Actor): string | null {
  if (actor.type !== 'operator') return null
  return locked.find(({ record }) => record.id === actor.sessionId)?.record.familyId ?? null
}

function draftOf<D extends EndingDraft>({ draft }: { readonly draft: D }): D {
  return draft
}

function toResult(
  asked: readonly string[],
  acts: readonly Act[],
  { actor, config, now }: Omit<Plan, 'input'>,
): RevokeResult {
  const byId = new Map(acts.map((act) => [act.stored.record.id, act]))
  const items = asked.map((credentialId): RevokedItem => {
    const act = byId.get(credentialId)
    if (act === undefined) return { credentialId, outcome: 'not_found' }
    const stored = 'draft' in act ? endedBy(act.stored, act.draft, actor) : act.stored
    const outcome = act.outcome === 'lapsed' ? 'already_ended' : act.outcome
    return { credentialId, outcome, credential: summarize(stored, config, now) }
  })
  return { items, ended: acts.filter((act) => act.outcome === 'done').length }
}

/** The credential as it is stored from now on, without reading it back. */
function endedBy(
  stored: StoredCredential,
  { endedAt: at, reason, cause, note }: EndingDraft,
  { name: by }: Actor,
): StoredCredential {
  return { ...stored, record: { ...stored.record, ended: { at, reason, cause, by, note } } }
}
