import { type SQL, sql } from 'drizzle-orm'
import { bulkAct } from '@/db/schema/bulk-act'
import { entry } from '@/lib/audit/entry'
import type { ActVerb } from '@/lib/core/act'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { BEYOND_REACH } from '../beyond-reach'
import { command, refused } from '../command'
import { actorRow } from '../context'
import { withinReach } from '../reach'
import type { Transaction } from '../transaction'
import { type ActView, actingOperator, viewAct } from './act-row'
import { type AffectedSubject, readBlastRadius, readNamed } from './blast-radius'
import { type ActScope, ITEMS_MAX, PreviewActInput } from './schemas'
import { disabledBy, disablesBeyondReach, refuseUnknown } from './scope-reach'
import { cutoffTargets, liveInScope } from './scope-sql'

/** An act nobody has confirmed yet, with some of those it would concern. */
export interface PreviewedAct {
  readonly act: ActView
  readonly named: readonly AffectedSubject[]
}

type Refusal = 'too_many' | 'beyond_reach'

/**
 * Freezes what an act would be done to and says who is affected: what is confirmed later is this set and nothing that appeared
 * since, except under a cutoff. Refused: `too_many`, `beyond_reach`. Errors: `not_found`.
 */
export const previewAct = command({
  permission: 'acts.prepare',
  input: PreviewActInput,
  async run({ tx, actor, reach, now, input, services }) {
    const operator = actingOperator(actor)
    const { verb, scope } = input
    const config = await services.config.within(tx)
    await refuseUnknown(tx, scope, config, reach)
    if (await disablesBeyondReach(tx, disabledBy(scope), { actor, config }))
      return refused<Refusal>('beyond_reach', BEYOND_REACH)
    const id = newId(now)
    const live = liveInScope(scope, now, reach)
    const targets = cutoffTargets(verb, scope, operator.subjectId)
    const row = draft({ id, verb, scope, now, cutoff: targets !== null })
    await tx.insert(bulkAct).values({ ...row, ...actorRow(actor), ownSessionId: operator.sessionId })
    const frozen = await freeze(tx, id, scope, live, reach)
    if (frozen.total > ITEMS_MAX && targets === null) {
      return refused<Refusal>(
        'too_many',
        'More than 100,000 match. Narrow the filter, or end everything of the application: that takes effect at once.',
      )
    }
    const itemized = frozen.total <= ITEMS_MAX
    const counted = itemized ? frozenLive(id) : live
    const radius = await readBlastRadius(tx, { config, now, ownSessionId: operator.sessionId, live: counted })
    const total = itemized ? frozen.total : countOf(radius.kinds)
    if (!itemized) await tx.execute(sql`delete from bulk_act_item where act_id = ${id}`)
    const [made] = await tx
      .update(bulkAct)
      .set({ preview: { ...radius }, total, itemized, failed: frozen.missing })
      .where(sql`id = ${id}`)
      .returning()
    if (made === undefined) throw new Error('An act that was just made is not there')
    const result: PreviewedAct = { act: viewAct(made), named: await readNamed(tx, counted) }
    const target = { targetType: 'act', targetId: id, ...concerns(scope) } as const
    const previewed = entry('act.previewed', target, { verb, scope: { ...scope }, total })
    return { result, entries: [previewed], partOf: { correlationId: id, by: actor } }
  },
})

interface Draft {
  readonly id: string
  readonly verb: ActVerb
  readonly scope: ActScope
  readonly now: Instant
  readonly cutoff: boolean
}

function draft({ id, verb, scope, now, cutoff }: Draft) {
  const disables = disabledBy(scope)
  const subjectId = concerns(scope).subjectId ?? null
  const state = 'previewed' as const
  return {
    id,
    verb,
    state,
    scope: { ...scope },
    subjectId,
    cutoff,
    disables,
    preview: {},
    total: 0,
    itemized: true,
    previewedAt: now,
  }
}

/** Whom or what the act is about, for the timelines. */
function concerns(scope: ActScope): { readonly subjectId?: string; readonly applicationId?: string } {
  if (scope.type === 'subject' || scope.type === 'leaving') return { subjectId: scope.subjectId }
  return scope.type === 'application' ? { applicationId: scope.applicationId } : {}
}

/**
 * Stores the set. Of a selection every id is kept, so that each is answered for: what had ended stays in, what is not there or
 * out of reach has failed already.
 */
async function freeze(
  tx: Transaction,
  actId: string,
  scope: ActScope,
  live: SQL,
  reach: Reach,
): Promise<{ total: number; missing: number }> {
  if (scope.type !== 'selection') {
    const { rowCount } = await tx.execute(sql`
      insert into bulk_act_item (act_id, credential_id) select ${actId}, live.credential_id ${live} limit ${ITEMS_MAX + 1}`)
    return { total: rowCount ?? 0, missing: 0 }
  }
  const { rows } = await tx.execute<{ outcome: string | null }>(sql`
    insert into bulk_act_item (act_id, credential_id, outcome)
    select ${actId}, asked.id, case when made.id is null then 'not_found' end
      from (select distinct unnest(${sql.param(scope.credentialIds)}::uuid[]) as id) asked
      left join credential made on made.id = asked.id and ${withinReach(reach, sql`made.application_id`) ?? sql`true`}
    returning outcome`)
  return { total: rows.length, missing: rows.filter(({ outcome }) => outcome !== null).length }
}

/** The set as it was frozen: what is issued while the preview is being made is in neither. */
function frozenLive(actId: string): SQL {
  return sql`from bulk_act_item item join credential_live live on live.credential_id = item.credential_id where item.act_id = ${actId} and item.outcome is null`
}

function countOf(kinds: Readonly<Record<string, number>>): number {
  return Object.values(kinds).reduce((sum, count) => sum + count, 0)
}
