import { eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bulkAct } from '@/db/schema/bulk-act'
import { cutoff } from '@/db/schema/cutoff'
import { subject } from '@/db/schema/subject'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import { isConfirmedBy, isNoteRequired } from '@/lib/core/act'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { authorize } from '../authorize'
import { BEYOND_REACH } from '../beyond-reach'
import { command, type Outcome, refused, unchanged, type WriteArguments } from '../command'
import type { Config } from '../config-cache'
import { actorRow, type Context } from '../context'
import { disableOne } from '../disable-subject'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { instantSql } from '../instant-sql'
import type { Lock } from '../transact'
import type { Transaction } from '../transaction'
import { NOBODY } from '../true-ending'
import { type ActRow, type ActView, actingOperator, lockOwnAct, partOf, scopeOf, viewAct } from './act-row'
import { continueAct } from './continue'
import { RunActInput } from './schemas'
import { disablesBeyondReach, refuseUnknown } from './scope-reach'
import { cutoffTargets, liveInScope } from './scope-sql'

/** So long a preview may be confirmed: after that it speaks of another world. */
export const PREVIEW_LASTS = HOUR

/** Up to so many are done before the answer; the worker goes on with more. */
const AT_ONCE = 10_000

type Refusal = 'preview_expired' | 'nothing_to_do' | 'last_owner' | 'own_subject' | 'beyond_reach'

/**
 * Confirms a previewed act and does it. Asked again for one that has begun, it answers how that stands: a lost answer and a second
 * click do nothing twice. Refused: `preview_expired`, `nothing_to_do`, `last_owner`, `own_subject`, `beyond_reach`. Errors: `not_found`
 * for another operator's preview and for what left the operator's reach since it was made, `invalid_input` with `/cause`, `/note`,
 * `/until` or `/confirmation`, `step_up_required`.
 */
export async function runAct(context: Context, raw: z.input<typeof RunActInput>): Promise<Outcome<ActView, Refusal>> {
  authorize(context.actor, 'acts.run')
  const { actId } = parseInput(RunActInput, raw)
  const begun = await ((await hasCutoff(context, actId)) ? beginUnderLock : begin)(context, raw)
  if (!begun.ok || begun.value.state !== 'running' || begun.value.total > AT_ONCE) return begun
  return { ok: true, value: (await goOn(context, begun.value.id)) ?? begun.value }
}

/** Slice after slice until it is done or stopped. What this process does not finish, the worker does. */
async function goOn(context: Context, actId: string): Promise<ActView | null> {
  let last: ActView | null = null
  for (;;) {
    const outcome = await continueAct({ ...context, actor: NOBODY }, { actId })
    if (!outcome.ok || outcome.value === null) return last
    last = outcome.value
    if (last.state !== 'running') return last
  }
}

/** A cutoff must be set under its lock, which every sign-in waits for: it is taken only for acts that need it. */
async function hasCutoff({ services }: Context, actId: string): Promise<boolean> {
  const [row] = await services.db.select({ cutoff: bulkAct.cutoff }).from(bulkAct).where(eq(bulkAct.id, actId))
  return row?.cutoff ?? false
}

const begin = beginning('none')
const beginUnderLock = beginning('cutoff')

type Arguments = WriteArguments<z.output<typeof RunActInput>>

function beginning(lock: Lock) {
  return command({
    permission: 'acts.run',
    input: RunActInput,
    lock,
    async run({ tx, actor, reach, now, input, services }: Arguments) {
      const act = await lockOwnAct(tx, actor, input.actId)
      if (act.state !== 'previewed') return unchanged(viewAct(act))
      const refusal = refusalOf(act, now)
      if (refusal !== null) return refusal
      refuseUnconfirmed(act, input, now)
      const confirmed = { ...act, cause: act.verb === 'end' ? (input.cause ?? null) : null, note: input.note }
      const config = await services.config.within(tx)
      await refuseUnknown(tx, scopeOf(act), config, reach)
      await refuseOutOfReach(tx, act.id, reach)
      const setting = { tx, actor, now, note: input.note }
      const disabled = await disableAll({ ...setting, config }, act)
      if ('refused' in disabled) return disabled
      const cut = act.cutoff ? await cutOff({ ...setting, reach }, confirmed) : []
      const row = await start(tx, confirmed, input, now)
      const { verb, total, subjectId } = act
      const target = { targetType: 'act', targetId: act.id, subjectId } as const
      const { cause, note, includeOwnSession } = row
      const detail = { verb, scope: act.scope, total, cause, note, until: row.untilAt, includeOwnSession }
      return {
        result: viewAct(row),
        entries: [entry('act.started', target, detail), ...disabled.entries, ...cut],
        partOf: partOf(row),
      }
    },
  })
}

function refusalOf(act: ActRow, now: Instant) {
  if (act.previewedAt + PREVIEW_LASTS < now) {
    return refused<Refusal>('preview_expired', 'This preview is more than an hour old. Look again who is affected.')
  }
  if (act.total === act.failed && !act.cutoff)
    return refused<Refusal>('nothing_to_do', 'There is nothing to do this to.')
  return null
}

/** Errors: `invalid_input` for what an auditor or a slip of the hand would ask for. */
function refuseUnconfirmed(act: ActRow, input: Arguments['input'], now: Instant): void {
  const { verb, total } = act
  if (verb === 'end' && !input.cause) refuse('/cause', 'Choose a cause.')
  if (input.note === null && isNoteRequired(verb, input.cause ?? null)) refuse('/note', 'Say why: an auditor will ask.')
  if (verb === 'suspend' && input.until != null && input.until <= now) refuse('/until', 'This lies in the past.')
  const { typed, radius } = viewAct(act)
  const names = radius.applications.map(({ name }) => name)
  if (typed && !isConfirmedBy(input.confirmation ?? '', total, names)) {
    refuse('/confirmation', `Type ${total} to confirm.`)
  }
}

function refuse(pointer: string, detail: string): never {
  throw new ServiceError('invalid_input', detail, { fields: [{ pointer, detail }] })
}

/** What was in reach at the preview and is no more has failed before it begins. */
async function refuseOutOfReach(tx: Transaction, actId: string, reach: Reach): Promise<void> {
  if (reach.all) return
  await tx.execute(sql`
    with lost as (
      update bulk_act_item item set outcome = 'not_found' from credential
       where item.act_id = ${actId} and item.outcome is null and credential.id = item.credential_id
         and not credential.application_id = any(${sql.param(reach.applicationIds)}::uuid[]) returning 1)
    update bulk_act set failed = failed + (select count(*) from lost) where id = ${actId}`)
}

interface Setting extends Pick<Arguments, 'tx' | 'actor' | 'now'> {
  readonly note: string | null
}

async function disableAll({ config, ...setting }: Setting & { config: Config }, { disables }: ActRow) {
  if (disables.length === 0) return { entries: [] }
  if (await disablesBeyondReach(setting.tx, disables, { actor: setting.actor, config })) {
    return refused<'beyond_reach'>('beyond_reach', BEYOND_REACH)
  }
  const subjects = await setting.tx
    .select({ id: subject.id, directory: subject.directory })
    .from(subject)
    .where(inArray(subject.id, disables))
    .orderBy(subject.id)
  const entries: AuditEntryDraft[] = []
  for (const each of subjects) {
    const disabled = await disableOne(setting, each)
    if ('refused' in disabled) return disabled
    entries.push(...disabled.entries)
  }
  return { entries }
}

/** Sets the cutoffs, and takes what appeared since the preview into the act, so that it is counted and answered for. */
async function cutOff({ tx, actor, reach, now }: Setting & { reach: Reach }, act: ActRow): Promise<AuditEntryDraft[]> {
  const scope = scopeOf(act)
  const targets = cutoffTargets(act.verb, scope, actingOperator(actor).subjectId)
  if (targets === null) return []
  const applicationIds = targets.applicationId === null && !reach.all ? reach.applicationIds : [targets.applicationId]
  const late = await takeLate(tx, act, now, reach)
  const affected = act.total + late
  const cause = act.cause ?? 'unspecified'
  const entries: AuditEntryDraft[] = []
  for (const subjectId of targets.subjectIds) {
    for (const applicationId of applicationIds) {
      const cutoffId = newId(now)
      const row = { id: cutoffId, subjectId, applicationId, at: now, cause, note: act.note, ...actorRow(actor) }
      await tx.insert(cutoff).values(row)
      const scopeName = subjectId === null ? 'application' : 'subject'
      const target = { targetType: scopeName, targetId: subjectId ?? applicationId, applicationId, subjectId } as const
      entries.push(
        entry('cutoff.set', target, { cutoffId, scope: scopeName, at: now, cause, note: act.note, affected }),
      )
    }
  }
  return entries
}

/** A sign-in that was under way at the preview may carry an instant before it. */
const UNDER_WAY = MINUTE

async function takeLate(tx: Transaction, act: ActRow, now: Instant, reach: Reach): Promise<number> {
  if (!act.itemized) return 0
  const { rowCount } = await tx.execute(sql`
    insert into bulk_act_item (act_id, credential_id, late)
    select ${act.id}, live.credential_id, true ${liveInScope(scopeOf(act), now, reach)}
       and live.issued_at >= ${instantSql(act.previewedAt - UNDER_WAY)}
    on conflict do nothing`)
  return rowCount ?? 0
}

async function start(tx: Transaction, act: ActRow, input: Arguments['input'], now: Instant): Promise<ActRow> {
  // An act that keeps no items is done with its cutoff: nothing of it is accepted from here on, and the sweep records it.
  const done = act.itemized ? {} : ({ state: 'done', finishedAt: now, done: act.total } as const)
  const [row] = await tx
    .update(bulkAct)
    .set({
      state: 'running',
      startedAt: now,
      cause: act.cause,
      note: act.note,
      untilAt: act.verb === 'suspend' ? (input.until ?? null) : null,
      includeOwnSession: input.includeOwnSession,
      late: sql`(select count(*) from bulk_act_item where act_id = ${act.id} and late)`,
      ...done,
    })
    .where(eq(bulkAct.id, act.id))
    .returning()
  if (row === undefined) throw new Error('An act that is locked is not there')
  return row
}
