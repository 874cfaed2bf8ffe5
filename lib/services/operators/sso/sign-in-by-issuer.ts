import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operator, roleBinding } from '@/db/schema/operator'
import { operatorIdentity, ssoSession } from '@/db/schema/sso'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { seal } from '@/lib/crypto/seal'
import { ASSAY_APPLICATION } from '../../assay-application'
import { command, type Done, type WriteArguments } from '../../command'
import { lockOperators } from '../../lock-operators'
import type { Transaction } from '../../transaction'
import { insertOperator, operatorEntries } from '../insert-operator'
import { issueOperatorSession, type SignedIn, type SignInSource } from '../issue-session'
import { isDisabled } from '../open-account'
import { grantedBy } from './granted'
import { insertIdentity } from './identity'
import { findProvider, readGroups } from './read-provider'
import { applyIssuerRoles } from './roles-by-issuer'
import { BY_ISSUER, ID_TOKEN_LENGTH_MAX, IssuerIdentity } from './schemas'
import { idTokenPlace } from './sign-out-hint'

const Input = z.strictObject({
  identity: IssuerIdentity,
  idToken: z.string().max(ID_TOKEN_LENGTH_MAX),
  source: z.custom<SignInSource>(),
})
type Arguments = WriteArguments<z.output<typeof Input>>

/** Why somebody whom the issuer vouches for is not let in. */
export type NotAdmitted = 'not_configured' | 'unknown_identity' | 'no_role' | 'no_mail' | 'mail_taken' | 'disabled'

export type IssuerSignIn =
  | ({ readonly admitted: true } & SignedIn)
  | { readonly admitted: false; readonly why: NotAdmitted }

interface Known {
  readonly id: string
  readonly subjectId: string
  readonly identityId: string
  readonly disabled: boolean
}

/**
 * Signs in whom the issuer vouches for, by issuer and subject. Their groups decide anew what they may, also when that is nothing.
 * Somebody unknown becomes an operator only where their groups, or a setting, give them a role. Acts as the system.
 */
export const signInByIssuer = command({
  permission: 'system.work',
  lock: 'sign_in',
  input: Input,
  async run(args): Promise<Done<IssuerSignIn>> {
    const { tx, input } = args
    await lockOperators(tx)
    const provider = await findProvider(tx)
    if (provider === null || !provider.enabled || provider.issuer !== input.identity.issuer)
      return notAdmitted('not_configured', null)
    const granted = grantedBy(input.identity.groups, await readGroups(tx), provider.defaultRole)
    const known = await findKnown(tx, input.identity)
    if (known === null) return admitNew(args, granted)
    if (known.disabled) return notAdmitted('disabled', known)
    const changes = await applyIssuerRoles(tx, args.actor, args.now, known, granted)
    // What was taken away stays taken away although nobody is let in.
    if (!(await hasRole(tx, known.id))) return notAdmitted('no_role', known, changes)
    return letIn(args, known, changes)
  },
})

async function findKnown(tx: Transaction, { issuer, subject }: z.output<typeof IssuerIdentity>): Promise<Known | null> {
  const [found] = await tx
    .select({
      id: operator.id,
      subjectId: operator.subjectId,
      identityId: operatorIdentity.id,
      disabled: isDisabled,
    })
    .from(operatorIdentity)
    .innerJoin(operator, eq(operator.id, operatorIdentity.operatorId))
    .where(and(eq(operatorIdentity.issuer, issuer), eq(operatorIdentity.subject, subject)))
  return found ?? null
}

async function admitNew(args: Arguments, granted: ReturnType<typeof grantedBy>) {
  const { tx, actor, now, input } = args
  const { issuer, subject, name, email } = input.identity
  if (granted.length === 0) return notAdmitted('unknown_identity', null)
  if (email === null) return notAdmitted('no_mail', null)
  const draft = { name: name ?? email, email, password: null, bindings: granted, source: 'issuer' } as const
  const made = await insertOperator(tx, actor, now, draft)
  // Whoever has this address already is somebody else until they say so themselves.
  if (made === null) return notAdmitted('mail_taken', null)
  const identityId = await insertIdentity(tx, actor, now, { operatorId: made.id, issuer, subject })
  const linked = entry(
    'sso.identity_linked',
    { targetType: 'operator', targetId: made.id, applicationId: ASSAY_APPLICATION.id, subjectId: made.subjectId },
    { issuer, subject, by: 'first_sign_in' },
  )
  return letIn(args, { ...made, identityId, disabled: false }, [...operatorEntries(made, granted), linked])
}

async function hasRole(tx: Transaction, operatorId: string): Promise<boolean> {
  const found = await tx
    .select({ id: roleBinding.id })
    .from(roleBinding)
    .where(eq(roleBinding.operatorId, operatorId))
    .limit(1)
  return found.length > 0
}

async function letIn(args: Arguments, known: Known, before: readonly AuditEntryDraft[]) {
  const { tx, now, input, services } = args
  const { identity, source } = input
  const { result: session, entries } = await issueOperatorSession(args, {
    operatorId: known.id,
    subjectId: known.subjectId,
    method: BY_ISSUER,
    source,
    authenticatedAt: provenAt(now, identity.authenticatedAt),
  })
  await tx.update(operatorIdentity).set({ lastSignedInAt: now }).where(eq(operatorIdentity.id, known.identityId))
  await tx.insert(ssoSession).values({
    credentialId: session.sessionId,
    identityId: known.identityId,
    issuerSessionId: identity.sessionId,
    idToken: seal(services.keyring, idTokenPlace(session.sessionId), input.idToken),
  })
  const result: IssuerSignIn = { admitted: true, ...session }
  const all: [AuditEntryDraft, ...AuditEntryDraft[]] = [...entries, ...before]
  return { result, entries: all }
}

/** A session at the issuer may be hours old: what asks for a fresh proof counts from the real one, and from never without. */
function provenAt(now: Instant, authenticatedAt: Instant | null): Instant {
  return Math.min(now, authenticatedAt ?? 0)
}

function notAdmitted(why: NotAdmitted, known: Known | null, changes: readonly AuditEntryDraft[] = []) {
  const result: IssuerSignIn = { admitted: false, why }
  const target = { targetType: 'operator', targetId: known?.id ?? null, subjectId: known?.subjectId ?? null } as const
  const entries: [AuditEntryDraft, ...AuditEntryDraft[]] = [
    entry('operator.sign_in_failed', target, { why }),
    ...changes,
  ]
  return { result, entries }
}
