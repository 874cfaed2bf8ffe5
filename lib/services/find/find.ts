import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import type { Kind, SubjectType } from '@/lib/core/credential'
import { readRequestId } from '@/lib/crypto/id'
import type { Config } from '../config-cache'
import { READABLE } from '../input-parts'
import { COUNT_MAX, type HonestCount } from '../keyset'
import { prefixPattern } from '../prefix-pattern'
import { query } from '../query'
import type { Reader } from '../transaction'

const FindInput = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'Type something to find.')
    .max(320, 'At most 320 characters.')
    .regex(READABLE, 'Leave out control characters.'),
})

/** What a text can lead to. A pasted token never comes here: the browser describes it and asks `explain`. */
export type Found =
  | { readonly type: 'request'; readonly requestId: string }
  | {
      readonly type: 'credential'
      readonly id: string
      readonly kind: Kind
      readonly name: string | null
      readonly applicationName: string
      readonly subjectName: string
    }
  | {
      readonly type: 'subject'
      readonly id: string
      readonly subjectType: SubjectType
      readonly name: string | null
      readonly email: string | null
      readonly externalId: string
      readonly live: number
    }
  | { readonly type: 'address'; readonly address: string; readonly live: HonestCount; readonly refusals: HonestCount }
  /** A reference that was answered by the application itself and never reached Assay. */
  | { readonly type: 'local_request'; readonly requestId: string }

const FOUND_MAX = 20

/** Resolves a request id, credential or person id, mail address, name, external id, or network address. Most exact first. */
export const find = query({
  permission: 'people.read',
  input: FindInput,
  async run({ db, input, services }): Promise<Found[]> {
    const { text } = input
    if (text.startsWith('local_')) return [{ type: 'local_request', requestId: text }]
    if (text.startsWith('req_')) return findRequest(db, text)
    const config = await services.config.current()
    if (z.uuid().safeParse(text).success)
      return [...(await findCredential(db, config, text)), ...(await findSubjects(db, eq(subject.id, text)))]
    if (z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success)
      return [await findAddress(db, text)]
    return findSubjects(db, beginsWith(text))
  },
})

async function findRequest(db: Reader, requestId: string): Promise<Found[]> {
  const parsed = readRequestId(requestId)
  if (parsed === null) return []
  const rows = await db
    .select({ id: refusalRequest.requestId })
    .from(refusalRequest)
    .where(and(eq(refusalRequest.requestAt, parsed.at), eq(refusalRequest.requestId, parsed.id)))
  return rows.map(() => ({ type: 'request', requestId }))
}

async function findCredential(db: Reader, config: Config, id: string): Promise<Found[]> {
  const rows = await db
    .select({
      id: credential.id,
      kind: credential.kind,
      name: credential.name,
      applicationId: credential.applicationId,
      owner: subject.name,
      externalId: subject.externalId,
    })
    .from(credential)
    .innerJoin(subject, eq(subject.id, credential.subjectId))
    .where(eq(credential.id, id))
  return rows.map((row) => ({
    type: 'credential',
    id: row.id,
    kind: row.kind,
    name: row.name,
    applicationName: config.applications.get(row.applicationId)?.name ?? '',
    subjectName: row.owner ?? row.externalId,
  }))
}

async function findSubjects(db: Reader, where: SQL | undefined): Promise<Found[]> {
  const live = sql<number>`(select count(*)::float8 from ${credentialLive} where ${credentialLive.subjectId} = ${subject.id})`
  const rows = await db
    .select({
      id: subject.id,
      subjectType: subject.type,
      name: subject.name,
      email: subject.email,
      externalId: subject.externalId,
      live,
    })
    .from(subject)
    .where(where)
    .orderBy(desc(live), subject.id)
    .limit(FOUND_MAX)
  return rows.map((row) => ({ type: 'subject', ...row }))
}

/** Prefix search that the C-collated indexes answer; a name is also found by its later words. */
function beginsWith(text: string): SQL | undefined {
  const beginning = prefixPattern(text.toLowerCase())
  return or(
    sql`lower(${subject.email}) COLLATE "C" like ${beginning}`,
    sql`lower(${subject.name}) COLLATE "C" like ${beginning}`,
    sql`lower(${subject.name}) like ${`% ${beginning}`}`,
    eq(subject.externalId, text),
  )
}

/** Looks at 10,000 rows at most: a whole network must not cost a whole table. */
async function findAddress(db: Reader, address: string): Promise<Found> {
  const used = sql`select 1 as count from ${credentialLive}
    where ${credentialLive.lastUsedIp} <<= ${address}::inet or ${credentialLive.createdIp} <<= ${address}::inet`
  const refused = sql`select ${refusal.count} from ${refusal} where ${refusal.ip} <<= ${address}::inet`
  return { type: 'address', address, live: await sumUpTo(db, used), refusals: await sumUpTo(db, refused) }
}

async function sumUpTo(db: Reader, rows: SQL): Promise<HonestCount> {
  const { rows: summed } = await db.execute<{ count: number; rows: number }>(
    sql`select coalesce(sum(count), 0)::float8 as count, count(*)::float8 as rows from (${rows} limit ${COUNT_MAX + 1}) matching`,
  )
  const { count, rows: seen } = summed[0] ?? { count: 0, rows: 0 }
  return { count, exact: seen <= COUNT_MAX }
}
