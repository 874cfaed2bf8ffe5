import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorPasskey, operatorTotp } from '@/db/schema/operator-factor'
import type { Instant } from '@/lib/core/instant'
import { query } from '../../query'
import { ownActor } from '../own-actor'
import { recoveryCodesLeft } from './recovery-code'

/** A passkey as its owner sees it. */
export interface PasskeyView {
  readonly id: string
  readonly name: string
  /** Whether it may be on several devices at once. */
  readonly synced: boolean
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** What an operator's own sign-in takes besides the password. */
export interface OwnFactors {
  readonly totp: { readonly createdAt: Instant } | null
  readonly passkeys: readonly PasskeyView[]
  readonly recoveryCodesLeft: number
}

/** Lists the operator's own second factors. No secret is in what is returned. */
export const listFactors = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor }): Promise<OwnFactors> {
    const { id } = ownActor(actor)
    const [totp] = await db
      .select({ createdAt: operatorTotp.createdAt })
      .from(operatorTotp)
      .where(eq(operatorTotp.operatorId, id))
    const passkeys = await db
      .select({
        id: operatorPasskey.id,
        name: operatorPasskey.name,
        synced: operatorPasskey.synced,
        createdAt: operatorPasskey.createdAt,
        lastUsedAt: operatorPasskey.lastUsedAt,
      })
      .from(operatorPasskey)
      .where(eq(operatorPasskey.operatorId, id))
      .orderBy(asc(operatorPasskey.createdAt))
    return { totp: totp ?? null, passkeys, recoveryCodesLeft: await recoveryCodesLeft(db, id) }
  },
})
