import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { command, unchanged } from '../command'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { type CredentialSummary, summarize } from '../credential-summary'
import type { EndingDraft } from '../end-credentials'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import { carryOut, familyOf, type PlannedEnding, planEnding } from '../plan-ending'
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
  async run({ tx, actor, reach, now, input, services, context }) {
    const config = await services.config.within(tx)
    const locked = await lockCredentials(tx, config, input.credentialIds, { wholeSessions: true })
    const mine = locked.filter(({ record }) => reaches(reach, record.applicationId))
    const ownSessionId = actor.type === 'operator' && !input.includeOwnSession ? actor.sessionId : null
    const { cause, note } = input
    const plan = { config, now, cause, note, sparedFamilyId: familyOf(ownSessionId, mine) }
    const acts = mine.map((stored) => planEnding(stored, plan))
    const entries = await carryOut(tx, { now, actor, correlationId: context.correlationId }, acts)

    const result = toResult(input.credentialIds, acts, { actor, config, now })
    const [first, ...rest] = entries
    return first === undefined ? unchanged(result) : { result, entries: [first, ...rest] }
  },
})

interface Acting {
  readonly actor: Actor
  readonly config: Config
  readonly now: Instant
}

function toResult(
  asked: readonly string[],
  acts: readonly PlannedEnding[],
  { actor, config, now }: Acting,
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
