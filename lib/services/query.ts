import { sql } from 'drizzle-orm'
import type { ZodType, z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import type { Permission } from '@/lib/core/permissions'
import { authorize } from './authorize'
import type { Actor, Context, Services } from './context'
import { translateStoreFailure } from './errors'
import { parseInput } from './input'
import type { Reader } from './transaction'

/** What a read gets to work with: a handle that cannot write, and the database's now. */
export interface ReadArguments<I> {
  readonly db: Reader
  readonly actor: Actor
  readonly now: Instant
  readonly input: I
  readonly services: Services
}

interface QueryDefinition<S extends ZodType, R> {
  readonly permission: Permission
  readonly input: S
  readonly run: (args: ReadArguments<z.output<S>>) => Promise<R>
}

/** The one shape of a read. Errors: ServiceError `forbidden`, `invalid_input`, `not_found`, `unavailable`. */
export function query<S extends ZodType, R>(definition: QueryDefinition<S, R>) {
  return async (context: Context, raw: z.input<S>): Promise<R> => {
    authorize(context.actor, definition.permission)
    const input = parseInput(definition.input, raw)
    try {
      const now = await databaseNow(context.services.db)
      return await definition.run({
        db: context.services.db,
        actor: context.actor,
        now,
        input,
        services: context.services,
      })
    } catch (error) {
      throw translateStoreFailure(error)
    }
  }
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
