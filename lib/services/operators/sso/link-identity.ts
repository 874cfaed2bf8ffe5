import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { operatorIdentity } from '@/db/schema/sso'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../../assay-application'
import { command, refused, unchanged } from '../../command'
import type { Actor } from '../../context'
import { notFound } from '../../errors'
import { Id, line } from '../../input-parts'
import { lockOperators } from '../../lock-operators'
import { query } from '../../query'
import { requireStepUp } from '../../reach'
import type { Transaction } from '../../transaction'
import { ownActor } from '../own-actor'
import { forgetIdentity, type IdentityDraft, insertIdentity } from './identity'
import { findProvider } from './read-provider'

/**
 * The operator says that this person at the issuer is them. Outcome `identity_taken`: another operator's already.
 * It gives no role: that is decided when they sign in there.
 */
export const linkOwnIdentity = command({
  permission: 'operators.self',
  input: z.strictObject({ issuer: z.string(), subject: z.string() }),
  async run({ tx, actor, now, input }) {
    await lockOperators(tx)
    return link(tx, actor, now, { ...ownActor(actor), ...input }, 'self')
  },
})

/**
 * An owner says that an operator is this person at the issuer. Outcomes `identity_taken`, `not_configured`.
 * Errors: `not_found`.
 */
export const linkIdentityOf = command({
  permission: 'sso.manage',
  input: z.strictObject({ operatorId: Id, subject: line(255) }),
  async run({ tx, actor, now, input }) {
    await lockOperators(tx)
    const provider = await findProvider(tx)
    if (provider === null) return refused('not_configured', 'Name the issuer first.')
    const [found] = await tx
      .select({ id: operator.id, subjectId: operator.subjectId })
      .from(operator)
      .where(and(eq(operator.id, input.operatorId), isNull(operator.removedAt)))
    if (found === undefined) throw notFound('operator')
    return link(tx, actor, now, { ...found, issuer: provider.issuer, subject: input.subject }, 'owner')
  },
})

/** Whether the operator may begin to link: like every change of how one signs in, it takes a fresh proof. */
export const mayLinkIdentity = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  run: async ({ actor, now }) => {
    requireStepUp(actor, now)
    return ownActor(actor)
  },
})

interface Holder {
  readonly id: string
  readonly subjectId: string
}

async function link(
  tx: Transaction,
  actor: Actor,
  now: Instant,
  { id: operatorId, subjectId, issuer, subject }: Holder & Omit<IdentityDraft, 'operatorId'>,
  by: 'self' | 'owner',
) {
  const [known] = await tx
    .select({ id: operatorIdentity.id, operatorId: operatorIdentity.operatorId, removedAt: operator.removedAt })
    .from(operatorIdentity)
    .innerJoin(operator, eq(operator.id, operatorIdentity.operatorId))
    .where(and(eq(operatorIdentity.issuer, issuer), eq(operatorIdentity.subject, subject)))
  if (known?.operatorId === operatorId) return unchanged(null)
  if (known !== undefined && known.removedAt === null)
    return refused('identity_taken', 'Another operator signs in as this person at the issuer. Remove that first.')
  // Whoever was removed is kept out at the issuer by their identity, until somebody else is that person.
  if (known !== undefined) await forgetIdentity(tx, known.id)
  await insertIdentity(tx, actor, now, { operatorId, issuer, subject })
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  const linked = entry(
    'sso.identity_linked',
    { targetType: 'operator', targetId: operatorId, ...place },
    { issuer, subject, by },
  )
  return { result: null, entries: [linked] as const }
}
