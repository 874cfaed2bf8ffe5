import { eq, sql } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { Role } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { ASSAY_APPLICATION } from '../assay-application'
import type { Transaction } from '../transaction'
import { hashPassword } from './password-hash'
import { requireGoodPassword } from './password-rule'

export interface OperatorDraft {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
}

/** An operator with the subject its sessions belong to. */
export interface NewOperator {
  readonly id: string
  readonly subjectId: string
}

/** Stores an operator and its subject; null when the address is taken. Errors: `invalid_input` for the password. */
export async function insertOperator(tx: Transaction, now: Instant, draft: OperatorDraft): Promise<NewOperator | null> {
  const { name, email, role } = draft
  await requireGoodPassword(draft.password, draft)
  const taken = await tx
    .select({ id: operator.id })
    .from(operator)
    .where(eq(sql`lower(${operator.email})`, sql`lower(${email})`))
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
  const passwordHash = await hashPassword(draft.password)
  await tx.insert(operator).values({ id, subjectId, email, name, role, passwordHash, createdAt: now })
  return { id, subjectId }
}

/** What is entered for a new operator. */
export function operatorEntries({ id, subjectId }: NewOperator, role: Role): [AuditEntryDraft, ...AuditEntryDraft[]] {
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  return [
    entry(
      'subject.created',
      { targetType: 'subject', targetId: subjectId, ...place },
      { externalId: id, directory: ASSAY_APPLICATION.directory },
    ),
    entry('operator.created', { targetType: 'operator', targetId: id, ...place }, { role }),
  ]
}
