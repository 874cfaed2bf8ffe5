import { and, eq, isNull, sql } from 'drizzle-orm'
import { type BindingSource, operator, roleBinding } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { ASSAY_APPLICATION } from '../assay-application'
import { actorRow, type Signatory } from '../context'
import type { Transaction } from '../transaction'
import { hashPassword } from './password-hash'
import { requireGoodPassword } from './password-rule'

export interface OperatorDraft {
  readonly name: string
  readonly email: string
  /** Null for somebody who signs in at an issuer. */
  readonly password: string | null
  readonly bindings: readonly RoleBinding[]
  readonly source?: BindingSource
}

/** An operator with the subject its sessions belong to. */
export interface NewOperator {
  readonly id: string
  readonly subjectId: string
}

/** Stores an operator and its subject; null when the address is taken. Errors: `invalid_input` for the password. */
export async function insertOperator(
  tx: Transaction,
  by: Signatory,
  now: Instant,
  draft: OperatorDraft,
): Promise<NewOperator | null> {
  const { name, email, password, bindings } = draft
  if (password !== null) await requireGoodPassword(password, draft)
  const taken = await tx
    .select({ id: operator.id })
    .from(operator)
    .where(and(eq(sql`lower(${operator.email})`, sql`lower(${email})`), isNull(operator.removedAt)))
  if (taken.length > 0) return null
  const [id, subjectId] = [newId(now), newId(now)]
  const { environment, directory } = ASSAY_APPLICATION
  await tx.insert(subject).values({
    id: subjectId,
    environment,
    directory,
    // Not the address: people change it, and what names a person must not.
    externalId: id,
    type: 'person',
    name,
    email,
    createdAt: now,
    updatedAt: now,
  })
  const passwordHash = password === null ? null : await hashPassword(password)
  await tx.insert(operator).values({ id, subjectId, email, name, passwordHash, createdAt: now })
  await giveRoles(tx, by, now, id, bindings, draft.source)
  return { id, subjectId }
}

/** Gives an operator roles they do not have yet. Errors: the store's own for an application that does not exist. */
export async function giveRoles(
  tx: Transaction,
  by: Signatory,
  now: Instant,
  operatorId: string,
  bindings: readonly RoleBinding[],
  source: BindingSource = 'hand',
): Promise<void> {
  const given = { operatorId, source, givenAt: now, ...actorRow(by) }
  if (bindings.length === 0) return
  await tx
    .insert(roleBinding)
    .values(bindings.map(({ role, applicationId }) => ({ id: newId(now), role, applicationId, ...given })))
}

/** What is entered for a new operator. */
export function operatorEntries(
  { id, subjectId }: NewOperator,
  bindings: readonly RoleBinding[],
): [AuditEntryDraft, ...AuditEntryDraft[]] {
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  return [
    entry(
      'subject.created',
      { targetType: 'subject', targetId: subjectId, ...place },
      { externalId: id, directory: ASSAY_APPLICATION.directory },
    ),
    entry('operator.created', { targetType: 'operator', targetId: id, ...place }, { bindings }),
  ]
}
