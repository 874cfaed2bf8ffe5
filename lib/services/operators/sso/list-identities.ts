import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorIdentity } from '@/db/schema/sso'
import type { Instant } from '@/lib/core/instant'
import { query } from '../../query'
import { ownActor } from '../own-actor'

export interface OwnIdentity {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly linkedAt: Instant
  readonly lastSignedInAt: Instant | null
}

/** Who the operator is at issuers. */
export const listOwnIdentities = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor }): Promise<OwnIdentity[]> {
    return db
      .select({
        id: operatorIdentity.id,
        issuer: operatorIdentity.issuer,
        subject: operatorIdentity.subject,
        linkedAt: operatorIdentity.linkedAt,
        lastSignedInAt: operatorIdentity.lastSignedInAt,
      })
      .from(operatorIdentity)
      .where(eq(operatorIdentity.operatorId, ownActor(actor).id))
      .orderBy(asc(operatorIdentity.linkedAt))
  },
})
