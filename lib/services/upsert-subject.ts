import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { subject } from '@/db/schema/subject'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Environment } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { ServiceError } from './errors'
import type { SubjectInput } from './input-parts'
import type { Transaction } from './transaction'

/** The user base a subject belongs to, and the application that speaks of it. */
export interface Home {
  readonly id: string
  readonly environment: Environment
  readonly directory: string
}

export type SubjectRow = typeof subject.$inferSelect

export interface Upserted {
  readonly subject: SubjectRow
  readonly created: boolean
  /** None when nothing changed. */
  readonly entries: readonly AuditEntryDraft[]
}

/**
 * Finds or makes the subject an application calls by this external id, and brings its names up to date. What is left out
 * stays. Errors: `conflict` when it is of the other type.
 */
export async function upsertSubject(
  tx: Transaction,
  now: Instant,
  home: Home,
  input: z.output<typeof SubjectInput>,
): Promise<Upserted> {
  const known = await findSubject(tx, home, input.externalId)
  if (known !== null) return updateSubject(tx, now, home, known, input)
  const [made] = await tx
    .insert(subject)
    .values({
      id: newId(now),
      environment: home.environment,
      directory: home.directory,
      externalId: input.externalId,
      type: input.type ?? 'person',
      name: input.name ?? null,
      email: input.email ?? null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning()
  // Another call was faster: its row is committed by now.
  if (made === undefined) return upsertSubject(tx, now, home, input)
  const detail = { externalId: made.externalId, directory: made.directory }
  return { subject: made, created: true, entries: [entry('subject.created', target(home, made.id), detail)] }
}

/** The subject of a directory by external id, or null. */
export async function findSubject(tx: Transaction, home: Home, externalId: string): Promise<SubjectRow | null> {
  const [found] = await tx
    .select()
    .from(subject)
    .where(
      and(
        eq(subject.environment, home.environment),
        eq(subject.directory, home.directory),
        eq(subject.externalId, externalId),
      ),
    )
  return found ?? null
}

async function updateSubject(
  tx: Transaction,
  now: Instant,
  home: Home,
  known: SubjectRow,
  input: z.output<typeof SubjectInput>,
): Promise<Upserted> {
  if (input.type !== undefined && input.type !== known.type) {
    throw new ServiceError('conflict', `${input.externalId} is a ${known.type} here and stays one.`)
  }
  const before = { name: known.name, email: known.email }
  const after = {
    name: input.name === undefined ? known.name : input.name,
    email: input.email === undefined ? known.email : input.email,
  }
  if (before.name === after.name && before.email === after.email) return { subject: known, created: false, entries: [] }
  await tx
    .update(subject)
    .set({ ...after, updatedAt: now })
    .where(eq(subject.id, known.id))
  return {
    subject: { ...known, ...after, updatedAt: now },
    created: false,
    entries: [entry('subject.updated', target(home, known.id), { before, after })],
  }
}

function target(home: Home, subjectId: string) {
  return { targetType: 'subject', targetId: subjectId, applicationId: home.id, subjectId } as const
}
