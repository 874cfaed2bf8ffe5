import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, check, customType, text, uuid } from 'drizzle-orm/pg-core'
import { ACTOR_TYPES } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'

/** A `timestamptz(3)` that reads and writes as epoch milliseconds: the core's Instant, without a Date in between. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => Date.parse(value),
  toDriver: (value) => new Date(value).toISOString(),
})

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Who did it, with the name as it was then: rows outlive the operators and applications they speak of. */
export function actorColumns() {
  return {
    actorType: text('actor_type', { enum: ACTOR_TYPES }).notNull(),
    actorId: uuid('actor_id'),
    actorLabel: text('actor_label').notNull(),
  }
}

/** A check constraint that holds a text column to a closed list of the core. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in ${literals(values)}`)
}

function literals(values: readonly string[]): SQL {
  return sql.raw(`(${values.map((value) => `'${value}'`).join(', ')})`)
}
