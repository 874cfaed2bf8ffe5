import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { subject } from '@/db/schema/subject'
import { actingApplication } from '../acting-application'
import type { ApplicationActor } from '../context'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound } from '../errors'
import { ExternalId } from '../input-parts'
import { readCredentials } from '../judge/read-records'
import { decodeCursor, encodeCursor } from '../keyset'
import { query } from '../query'
import type { Reader } from '../transaction'

export const PAGE_MAX = 200

export interface CredentialPage {
  readonly credentials: readonly CredentialSummary[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

const ListInput = z.strictObject({
  externalId: ExternalId,
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(PAGE_MAX).default(50),
})

/** Everything a subject holds in the application that asks, newest first, ended ones too. Errors: `not_found`, `invalid_input`. */
export const listCredentialsOfSubject = query({
  permission: 'subjects.read',
  input: ListInput,
  async run({ db, now, input, services, actor }): Promise<CredentialPage> {
    const application = actingApplication(actor)
    const subjectId = await subjectIdOf(db, application, input.externalId)
    const before = input.cursor === undefined ? null : decodeCursor(input.cursor).id
    const rows = await page(db, application.id, subjectId, before, input.limit + 1)
    const ids = rows.slice(0, input.limit).map((row) => row.id)
    const config = await services.config.current()
    const stored = ids.length === 0 ? [] : await readCredentials(db, config, inArray(credential.id, ids))
    const last = rows[input.limit - 1]
    return {
      credentials: stored.reverse().map((each) => summarize(each, config, now)),
      nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor(last) : null,
    }
  },
})

async function subjectIdOf(
  db: Reader,
  { environment, directory }: ApplicationActor,
  externalId: string,
): Promise<string> {
  const isNamed = [eq(subject.environment, environment), eq(subject.directory, directory)]
  const [found] = await db
    .select({ id: subject.id })
    .from(subject)
    .where(and(...isNamed, eq(subject.externalId, externalId)))
  if (found === undefined) throw notFound('subject')
  return found.id
}

/** Ids sort by time, so the index (subject, id) is the order of the page. */
function page(db: Reader, applicationId: string, subjectId: string, before: string | null, limit: number) {
  const isTheirs = and(eq(credential.subjectId, subjectId), eq(credential.applicationId, applicationId))
  return db
    .select({ id: credential.id, at: credential.issuedAt })
    .from(credential)
    .where(before === null ? isTheirs : and(isTheirs, lt(credential.id, before)))
    .orderBy(desc(credential.id))
    .limit(limit)
}
