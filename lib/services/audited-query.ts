import { and, eq, gte, sql } from 'drizzle-orm'
import type { ZodType, z } from 'zod'
import { auditEntry } from '@/db/schema/audit'
import { type AuditTarget, entry, type SensitivePage } from '@/lib/audit/entry'
import { HOUR, type Instant } from '@/lib/core/instant'
import type { Permission } from '@/lib/core/permissions'
import type { Context } from './context'
import { databaseNow, query, type ReadArguments } from './query'
import { transact } from './transact'
import type { Reader } from './transaction'

interface AuditedQueryDefinition<S extends ZodType, R> {
  readonly permission: Permission
  readonly input: S
  readonly page: SensitivePage
  /** What was opened. */
  readonly target: (result: R) => AuditTarget
  readonly run: (args: ReadArguments<z.output<S>>) => Promise<R>
}

/**
 * A read that is itself entered: once an hour for each session and thing opened, so that neither a poll nor a reload says it again.
 * What could not be entered is not shown. Applications and the system are not entered: they open no pages.
 */
export function auditedQuery<S extends ZodType, R>(definition: AuditedQueryDefinition<S, R>) {
  const read = query(definition)
  const verb = async (context: Context, raw: z.input<S>): Promise<R> => {
    const result = await read(context, raw)
    await enter(context, definition.page, definition.target(result))
    return result
  }
  return Object.assign(verb, { permission: definition.permission })
}

/** Two tabs that open the same at once take turns: the second finds the entry of the first. */
async function enter(context: Context, page: SensitivePage, target: AuditTarget): Promise<void> {
  const { actor, services } = context
  if (actor.type !== 'operator') return
  const opened: Opened = { operatorId: actor.id, sessionId: actor.sessionId, page, targetId: target.targetId }
  if (await isEntered(services.db, await databaseNow(services.db), opened)) return
  await transact(context, 'none', async (tx, now) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PAGE_READ_LOCK}, hashtext(${actor.sessionId}))`)
    if (await isEntered(tx, now, opened)) return null
    return { entries: [entry('page.read', target, { page, sessionId: actor.sessionId })] }
  })
}

const PAGE_READ_LOCK = 7220

interface Opened {
  readonly operatorId: string
  readonly sessionId: string
  readonly page: SensitivePage
  readonly targetId: string | null
}

/** An operator's own entries of one hour are few, and indexed. */
async function isEntered(
  db: Reader,
  now: Instant,
  { operatorId, sessionId, page, targetId }: Opened,
): Promise<boolean> {
  const found = await db
    .select({ one: sql`1` })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.actorId, operatorId),
        gte(auditEntry.at, now - (now % HOUR)),
        eq(auditEntry.action, 'page.read'),
        sql`${auditEntry.targetId} is not distinct from ${targetId}::uuid`,
        sql`${auditEntry.detail} @> ${JSON.stringify({ page, sessionId })}::jsonb`,
      ),
    )
    .limit(1)
  return found.length > 0
}
