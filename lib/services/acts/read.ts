import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
import { bulkAct } from '@/db/schema/bulk-act'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Actor } from '../context'
import { notFound } from '../errors'
import { decodeCursor, encodeCursor } from '../keyset'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import type { Reader } from '../transaction'
import { type ActRow, type ActView, actingOperator, viewAct } from './act-row'
import { ActIdInput, ListActsInput } from './schemas'

/** An act with what it is about, by name. */
export interface ReadAct {
  readonly act: ActView
  /** The person or service it is about, if it is about one. */
  readonly subject: { readonly id: string; readonly name: string } | null
  readonly applicationName: string | null
  readonly mine: boolean
  readonly now: Instant
}

/** Reads one act that was begun or previewed. Errors: `not_found`. */
export const readAct = query({
  permission: 'acts.read',
  input: ActIdInput,
  async run({ db, actor, reach, now, input, services }): Promise<ReadAct> {
    const [row] = await db
      .select()
      .from(bulkAct)
      .where(and(eq(bulkAct.id, input.actId), visibleTo(actor, reach)))
    if (row === undefined) throw notFound('act')
    const act = viewAct(row)
    const applicationId = 'applicationId' in act.scope ? act.scope.applicationId : undefined
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    return veiled(
      veil,
      { subjectId: row.subjectId, applicationId: applicationId ?? null },
      {
        act,
        subject: await subjectOf(db, row),
        applicationName:
          applicationId === undefined ? null : (config.applications.get(applicationId)?.name ?? applicationId),
        mine: actor.type === 'operator' && actor.id === row.actorId,
        now,
      },
    )
  },
})

/** Whoever reaches single applications sees their own acts alone: those of others may speak of anything. */
function visibleTo(actor: Actor, reach: Reach): SQL | undefined {
  return reach.all ? undefined : eq(bulkAct.actorId, actingOperator(actor).id)
}

async function subjectOf(db: Reader, { subjectId }: ActRow): Promise<ReadAct['subject']> {
  if (subjectId === null) return null
  const { rows } = await db.execute<{ name: string }>(
    sql`select coalesce(name, external_id) as name from subject where id = ${subjectId}`,
  )
  return { id: subjectId, name: rows[0]?.name ?? subjectId }
}

export interface ActPage {
  readonly items: readonly ActView[]
  readonly nextCursor: string | null
  readonly now: Instant
}

/** The acts that were begun, newest first. */
export const listActs = query({
  permission: 'acts.read',
  input: ListActsInput,
  async run({ db, actor, reach, now, input }): Promise<ActPage> {
    const after = input.cursor === undefined ? null : decodeCursor(input.cursor)
    const position =
      after === null
        ? undefined
        : sql`(previewed_at, id) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`
    const rows = await db
      .select()
      .from(bulkAct)
      .where(and(ne(bulkAct.state, 'previewed'), position, visibleTo(actor, reach)))
      .orderBy(desc(bulkAct.previewedAt), desc(bulkAct.id))
      .limit(input.limit + 1)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const more = rows.length > input.limit && last !== undefined
    const veil = await veilOf(db, actor, now)
    return {
      items: page.map((row) => veiled(veil, { subjectId: row.subjectId, applicationId: null }, viewAct(row))),
      nextCursor: more ? encodeCursor({ at: last.previewedAt, id: last.id }) : null,
      now,
    }
  },
})
