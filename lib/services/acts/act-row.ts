import { and, eq } from 'drizzle-orm'
import { bulkAct } from '@/db/schema/bulk-act'
import { type ActState, type ActVerb, isTyped } from '@/lib/core/act'
import type { StatableCause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Actor, OperatorActor, Signatory } from '../context'
import { notFound, ServiceError } from '../errors'
import type { ActReference } from '../transact'
import type { Transaction } from '../transaction'
import type { BlastRadius } from './blast-radius'
import { ActScope } from './schemas'

export type ActRow = typeof bulkAct.$inferSelect

/** An act as the console shows it. */
export interface ActView {
  readonly id: string
  readonly verb: ActVerb
  readonly state: ActState
  readonly scope: ActScope
  /** How many the preview found; what is shown before is what is done. */
  readonly total: number
  readonly radius: BlastRadius
  /** Whether it must be confirmed by typing. */
  readonly typed: boolean
  /** It also ends what appeared since the preview. */
  readonly cutoff: boolean
  /** False for more than an act keeps item by item. */
  readonly itemized: boolean
  readonly disables: readonly string[]
  readonly previewedAt: Instant
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
  readonly cause: StatableCause | null
  readonly note: string | null
  readonly until: Instant | null
  readonly by: { readonly id: string | null; readonly name: string }
  /** How many of `done` appeared between preview and act. */
  readonly late: number
  readonly done: number
  readonly already: number
  readonly leftOut: number
  readonly failed: number
}

/** An act as it stands. */
export function viewAct(row: ActRow): ActView {
  const { id, verb, state, total, cutoff, itemized, disables, previewedAt, startedAt, finishedAt } = row
  const radius = row.preview as unknown as BlastRadius
  return {
    ...{ id, verb, state, total, cutoff, itemized, disables, previewedAt, startedAt, finishedAt },
    scope: scopeOf(row),
    radius,
    typed: isTyped(verb, total, radius.applications),
    cause: row.cause,
    note: row.note,
    until: row.untilAt,
    by: { id: row.actorId, name: row.actorLabel },
    ...{ late: row.late, done: row.done, already: row.already, leftOut: row.leftOut, failed: row.failed },
  }
}

/** The scope an act was previewed with. */
export function scopeOf(row: ActRow): ActScope {
  return ActScope.parse(row.scope)
}

/** What joins the entries of an act, whichever process goes on with it. */
export function partOf(row: ActRow): ActReference {
  return { correlationId: row.id, by: signatoryOf(row) }
}

/** Whose act it is. */
export function signatoryOf({ actorType, actorId, actorLabel }: ActRow): Signatory {
  return { type: actorType, id: actorId, name: actorLabel }
}

/** An act under a lock; whoever locks it goes before the others. Null when there is none. */
export async function lockAct(tx: Transaction, actId: string): Promise<ActRow | null> {
  const [row] = await tx.select().from(bulkAct).where(eq(bulkAct.id, actId)).for('update')
  return row ?? null
}

/** One's own act under a lock. Errors: `not_found` for another operator's. */
export async function lockOwnAct(tx: Transaction, actor: Actor, actId: string): Promise<ActRow> {
  const [row] = await tx
    .select()
    .from(bulkAct)
    .where(and(eq(bulkAct.id, actId), eq(bulkAct.actorId, actingOperator(actor).id)))
    .for('update')
  if (row === undefined) throw notFound('act')
  return row
}

/** The operator who acts. Errors: `forbidden` for anybody else. */
export function actingOperator(actor: Actor): OperatorActor {
  if (actor.type === 'operator') return actor
  throw new ServiceError('forbidden', 'Only an operator at the console may do this.')
}
