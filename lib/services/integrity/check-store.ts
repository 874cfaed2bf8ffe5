import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { query } from '../query'
import type { Reader } from '../transaction'
import { checkKeyring } from './check-keyring'
import { RULES, type Rule } from './rules'

/** One rule of the store with what breaks it: nothing, in health. */
export interface Checked {
  readonly name: string
  readonly broken: number
  /** The first few, each with its id and what is wrong. */
  readonly examples: readonly string[]
}

const EXAMPLES = 5

/**
 * Looks for damage no constraint can hold off: rows that contradict each other, and secrets that are not the registered ones.
 * Reads every credential. Errors: ServiceError `unavailable`.
 */
export const checkStore = query({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ db, services }): Promise<Checked[]> {
    const checked: Checked[] = []
    for (const rule of RULES) checked.push(await checkRule(db, rule))
    return [...checked, await checkKeyring(db, services.keyring)]
  },
})

async function checkRule(db: Reader, { name, broken }: Rule): Promise<Checked> {
  const { rows } = await db.execute<{ id: string; why: string; total: number }>(
    sql`select id, why, (count(*) over ())::float8 as total from (${sql.raw(broken)}) broken order by id, why limit ${EXAMPLES}`,
  )
  return { name, broken: rows[0]?.total ?? 0, examples: rows.map(({ id, why }) => `${id} ${why}`) }
}
