import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { signInSetting } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import { FACTOR_DEMANDS, type FactorDemand } from '@/lib/core/sign-in'
import { command, unchanged } from '../command'
import { lockOperators } from '../lock-operators'
import { query } from '../query'
import type { Reader } from '../transaction'

/** Of whom a second factor is demanded, and how many would be led to set one up. */
export interface SignInSetting {
  readonly secondFactor: FactorDemand
  /** Operators without one, of those each choice would concern. */
  readonly without: Readonly<Record<FactorDemand, number>>
}

/** Reads what signing in takes here. */
export const readSignInSetting = query({
  permission: 'operators.read',
  input: z.strictObject({}),
  async run({ db }): Promise<SignInSetting> {
    const { rows } = await db.execute<{ administrators: number; everybody: number }>(WITHOUT)
    const { administrators = 0, everybody = 0 } = rows[0] ?? {}
    return { secondFactor: await demandOf(db), without: { nobody: 0, administrators, everybody } }
  },
})

/**
 * Demands a second factor of nobody, of owners and administrators, or of everybody. Who has none does nothing else from their
 * next click on but set one up; nobody is locked out by it.
 */
export const changeSignInSetting = command({
  permission: 'sign_in.manage',
  input: z.strictObject({ secondFactor: z.enum(FACTOR_DEMANDS) }),
  async run({ tx, input }) {
    await lockOperators(tx)
    const before = await demandOf(tx)
    if (before === input.secondFactor) return unchanged(input)
    await tx
      .insert(signInSetting)
      .values({ id: 1, ...input })
      .onConflictDoUpdate({ target: signInSetting.id, set: input })
    const target = { targetType: 'installation', targetId: null } as const
    const change = { before: { secondFactor: before }, after: input }
    return { result: input, entries: [entry('sign_in.changed', target, change)] }
  },
})

async function demandOf(db: Reader): Promise<FactorDemand> {
  const [row] = await db.select().from(signInSetting).where(eq(signInSetting.id, 1))
  return row?.secondFactor ?? 'nobody'
}

/** Who signs in at an issuer only has no password, and owes nothing here. */
const WITHOUT = sql`
  select count(*)::int as everybody,
         (count(*) filter (where exists (select from role_binding
           where operator_id = operator.id and role in ('owner', 'administrator'))))::int as administrators
    from operator
   where removed_at is null and password_hash is not null
     and not exists (select from disabling where target_id = operator.subject_id and until_at is null)
     and not exists (select from operator_totp where operator_id = operator.id)
     and not exists (select from operator_passkey where operator_id = operator.id)`
