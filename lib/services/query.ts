import { sql } from 'drizzle-orm'
import type { ZodType, z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import type { Permission, Reach } from '@/lib/core/permissions'
import { authorize } from './authorize'
import type { Actor, Context, Services } from './context'
import { translateStoreFailure } from './errors'
import { parseInput } from './input'
import { requireStepUpFor } from './reach'
import type { Reader } from './transaction'

/** What a read gets to work with: a handle that cannot write, and the database's now. */
export interface ReadArguments<I> {
  readonly db: Reader
  readonly actor: Actor
  /** Where the actor holds the permission: what lies outside does not exist for them. */
  readonly reach: Reach
  readonly now: Instant
  readonly input: I
  readonly services: Services
}

interface QueryDefinition<S extends ZodType, R> {
  readonly permission: Permission
  readonly input: S
  readonly run: (args: ReadArguments<z.output<S>>) => Promise<R>
}

/** The one shape of a read. Errors: ServiceError `forbidden`, `step_up_required`, `invalid_input`, `not_found`, `unavailable`. */
export function query<S extends ZodType, R>(definition: QueryDefinition<S, R>) {
  const verb = async (context: Context, raw: z.input<S>): Promise<R> => {
    const { actor, services } = context
    const reach = authorize(actor, definition.permission)
    const input = parseInput(definition.input, raw)
    try {
      const now = await databaseNow(services.db)
      requireStepUpFor(definition.permission, actor, now)
      return await definition.run({ db: services.db, actor, reach, now, input, services })
    } catch (error) {
      throw translateStoreFailure(error)
    }
  }
  return Object.assign(verb, { permission: definition.permission })
}

/** The clock that decides, in epoch milliseconds. */
export async function databaseNow(db: Reader): Promise<Instant> {
  const { rows } = await db.execute<{ now: number }>(
    sql`select (extract(epoch from assay_now()) * 1000)::float8 as now`,
  )
  const now = rows[0]?.now
  if (now === undefined) throw new Error('assay_now() returned nothing')
  return now
}
