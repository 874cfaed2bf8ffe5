import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorIdentity, ssoSession } from '@/db/schema/sso'
import { type AuditDetails, entry } from '@/lib/audit/entry'
import { command, refused, type WriteArguments } from '../../command'
import { notFound } from '../../errors'
import { Id } from '../../input-parts'
import { lockOperators } from '../../lock-operators'
import { requireStepUp } from '../../reach'
import { endSessionsOf } from '../account/end-sessions-of'
import { takeOperator, targetOf } from '../manage/take-operator'
import { ownActor } from '../own-actor'
import { forgetIdentity } from './identity'
import { type Kept, type WhyKept, whyKept } from './left-without'
import { applyIssuerRoles } from './roles-by-issuer'

/**
 * The operator takes one of their identities away: with it the roles it brought, and other sessions that began with it.
 * Outcomes `only_way_in`, `only_roles`, `last_owner`. Errors: `step_up_required`, `not_found`.
 */
export const unlinkOwnIdentity = command({
  permission: 'operators.self',
  input: z.strictObject({ identityId: Id }),
  async run(args) {
    requireStepUp(args.actor, args.now)
    await lockOperators(args.tx)
    return unlink(args, ownActor(args.actor), 'self')
  },
})

/**
 * An owner takes away who an operator is at the issuer: with it the roles it brought, and every session that began with it.
 * Outcomes as above. Errors: `not_found`.
 */
export const unlinkIdentityOf = command({
  permission: 'sso.manage',
  input: z.strictObject({ operatorId: Id, identityId: Id }),
  async run(args) {
    const { held } = await takeOperator(args.tx, args.actor, args.input.operatorId)
    return unlink(args, held, 'owner')
  },
})

interface Holder {
  readonly id: string
  readonly subjectId: string
}

type By = AuditDetails['sso.identity_unlinked']['by']
type Arguments = Pick<WriteArguments<{ identityId: string }>, 'tx' | 'actor' | 'now' | 'context' | 'input'>

async function unlink(args: Arguments, holder: Holder, by: By) {
  const { tx, actor, now, input } = args
  const { identityId } = input
  const [identity] = await tx
    .select({ issuer: operatorIdentity.issuer, subject: operatorIdentity.subject })
    .from(operatorIdentity)
    .where(and(eq(operatorIdentity.id, identityId), eq(operatorIdentity.operatorId, holder.id)))
  if (identity === undefined) throw notFound('identity')
  const kept = await whyKept(tx, holder, identityId)
  if (kept !== null) return refused<WhyKept>(kept.why, keptText(kept, by))
  const ending = await endBegunWith(args, holder)
  await forgetIdentity(tx, identityId)
  const changes = await applyIssuerRoles(tx, actor, now, holder, [])
  const detail = { ...identity, by, sessionsEnded: ending.ended }
  const unlinked = entry('sso.identity_unlinked', targetOf(holder), detail)
  return { result: { sessionsEnded: ending.ended }, entries: [unlinked, ...ending.entries, ...changes] as const }
}

/** Ends the sessions that began with an identity; the one it is done from stays its operator's. */
async function endBegunWith({ tx, actor, now, context, input }: Arguments, { subjectId }: Holder) {
  const began = await tx
    .select({ id: ssoSession.credentialId })
    .from(ssoSession)
    .where(eq(ssoSession.identityId, input.identityId))
  return endSessionsOf(
    tx,
    { actor, now, context },
    {
      subjectId,
      cause: 'credential_changed',
      only: began.map(({ id }) => id),
      ...(actor.type === 'operator' && { except: actor.sessionId }),
    },
  )
}

function keptText({ why, issuerOnly }: Kept, by: By): string {
  switch (why) {
    case 'last_owner':
      return 'The installation would have no owner any more. Make another owner first.'
    case 'only_roles':
      return by === 'self'
        ? 'All your roles come from your groups there, and nobody signs in without one. Ask an owner for a role of your own first.'
        : 'All their roles come from their groups there, and nobody signs in without one. Give them a role by hand first, or remove them.'
    case 'only_way_in':
      return by === 'self' ? 'Without this you could not sign in any more.' : onlyWayOf(issuerOnly)
  }
}

function onlyWayOf(issuerOnly: boolean): string {
  return issuerOnly
    ? 'They could not sign in any more: without the issuer only owners do. Remove them instead.'
    : 'They could not sign in any more. Reset their sign-in first, so that they choose a password, or remove them.'
}
