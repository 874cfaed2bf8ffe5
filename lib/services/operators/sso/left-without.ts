import { sql } from 'drizzle-orm'
import { isLastOwner } from '../../lock-operators'
import type { Transaction } from '../../transaction'

/** Why an identity has to stay. */
export type WhyKept = 'only_way_in' | 'only_roles' | 'last_owner'

export interface Kept {
  readonly why: WhyKept
  /** Whether a password or a passkey opens nothing here for whoever is no owner. */
  readonly issuerOnly: boolean
}

interface Left extends Record<string, unknown> {
  readonly ownProof: boolean
  readonly issuerOnly: boolean
  readonly otherIdentity: boolean
  readonly rolesByHand: boolean
  readonly rolesByIssuer: boolean
  readonly ownerByHand: boolean
  readonly ownerByIssuer: boolean
}

/**
 * Why an operator cannot do without one of their identities: nobody else would own the installation, or they could not sign in
 * any more. Null where they can. Call it under the operators' lock.
 */
export async function whyKept(
  tx: Transaction,
  { id, subjectId }: { readonly id: string; readonly subjectId: string },
  identityId: string,
): Promise<Kept | null> {
  const left = await leftWithout(tx, id, identityId)
  const { ownProof, issuerOnly, otherIdentity, rolesByHand, rolesByIssuer, ownerByHand, ownerByIssuer } = left
  const kept = (why: WhyKept): Kept => ({ why, issuerOnly })
  if (ownerByIssuer && !ownerByHand && (await isLastOwner(tx, subjectId))) return kept('last_owner')
  // Who is somebody else at the issuer, too, comes in as that, with the roles of those groups.
  if (otherIdentity) return null
  if (!ownProof || (issuerOnly && !ownerByHand)) return kept('only_way_in')
  return rolesByIssuer && !rolesByHand ? kept('only_roles') : null
}

async function leftWithout(tx: Transaction, operatorId: string, identityId: string): Promise<Left> {
  const role = (source: 'hand' | 'issuer', which = sql`true`) =>
    sql`exists (select from role_binding where operator_id = operator.id and source = ${source} and ${which})`
  const isOwner = sql`role = 'owner'`
  const { rows } = await tx.execute<Left>(sql`
    select password_hash is not null or exists (select from operator_passkey where operator_id = operator.id) as "ownProof",
      exists (select from sso_provider where enabled and not passwords_allowed) as "issuerOnly",
      exists (select from operator_identity other join sso_provider on sso_provider.issuer = other.issuer and enabled
        where other.operator_id = operator.id and other.id <> ${identityId}) as "otherIdentity",
      ${role('hand')} as "rolesByHand", ${role('issuer')} as "rolesByIssuer",
      ${role('hand', isOwner)} as "ownerByHand", ${role('issuer', isOwner)} as "ownerByIssuer"
    from operator where operator.id = ${operatorId}`)
  const [left] = rows
  if (left === undefined) throw new Error('The operator whose identity it is is not there')
  return left
}
