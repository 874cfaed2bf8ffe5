import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import { supportCase } from '@/db/schema/support-case'
import { type CaseState, caseName, readCaseName } from '@/lib/core/case'
import type { Kind, SubjectType } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { type Reach, reachOf } from '@/lib/core/permissions'
import { readRequestId } from '@/lib/crypto/id'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { READABLE } from '../input-parts'
import { COUNT_MAX, type HonestCount } from '../keyset'
import { nameBegins, personalPattern, requireOpenNetwork } from '../masked-search'
import { masked, type Veil, veiled, veilOf } from '../masking'
import { query } from '../query'
import { knownWithinReach, reachesHome, withinReach } from '../reach'
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
  | {
      readonly type: 'case'
      readonly id: string
      /** "CASE-1042". */
      readonly name: string
      readonly state: CaseState
      readonly saw: string
    }
  /** A reference that was answered by the application itself and never reached Assay. */
  | { readonly type: 'local_request'; readonly requestId: string }

const FOUND_MAX = 20

/** Resolves a request id, credential or person id, mail address, name, external id, network address or case number. Most exact first. */
export const find = query({
  permission: 'people.read',
  input: FindInput,
  async run({ db, actor, reach, now, input, services }): Promise<Found[]> {
    const { text } = input
    if (text.startsWith('local_')) return [{ type: 'local_request', requestId: text }]
    if (text.startsWith('req_')) return findRequest(db, reach, text)
    const number = readCaseName(text)
    if (number !== null) return findCase(db, { actor, now }, number)
    const config = await services.config.current()
    const seen = { reach, config, veil: await veilOf(db, actor, now) }
    if (z.uuid().safeParse(text).success)
      return [...(await findCredential(db, seen, text)), ...(await findSubjects(db, seen, eq(subject.id, text)))]
    if (z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success)
      return [await findAddress(db, seen, text)]
    return findSubjects(db, seen, beginsWith(text, seen))
  },
})

interface Seen {
  readonly reach: Reach
  readonly config: Config
  readonly veil: Veil
}

async function findRequest(db: Reader, reach: Reach, requestId: string): Promise<Found[]> {
  const parsed = readRequestId(requestId)
  if (parsed === null) return []
  const rows = await db
    .select({ id: refusalRequest.requestId })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalRequest.refusalId))
    .where(
      and(
        withinReach(reach, refusal.applicationId),
        eq(refusalRequest.requestAt, parsed.at),
        eq(refusalRequest.requestId, parsed.id),
      ),
    )
  return rows.map(() => ({ type: 'request', requestId }))
}

/** Whoever may not read cases finds none. */
async function findCase(db: Reader, { actor, now }: Asking, number: number): Promise<Found[]> {
  const veil = await veilOf(db, actor, now)
  const reach = actor.type === 'operator' ? reachOf(actor.bindings, 'cases.read') : NOWHERE
  const rows = await db
    .select()
    .from(supportCase)
    .where(and(eq(supportCase.number, number), withinReach(reach, supportCase.applicationId)))
  return rows.map((row) => {
    const { id, state, saw } = row
    return veiled(veil, row, { type: 'case', name: caseName(number), id, state, saw })
  })
}

interface Asking {
  readonly actor: Actor
  readonly now: Instant
}

const NOWHERE: Reach = { all: false, applicationIds: [] }

async function findCredential(db: Reader, { reach, config, veil }: Seen, id: string): Promise<Found[]> {
  const rows = await db
    .select({
      id: credential.id,
      kind: credential.kind,
      name: credential.name,
      applicationId: credential.applicationId,
      subjectId: subject.id,
      owner: subject.name,
      externalId: subject.externalId,
    })
    .from(credential)
    .innerJoin(subject, eq(subject.id, credential.subjectId))
    .where(and(eq(credential.id, id), withinReach(reach, credential.applicationId)))
  return rows.map((row) => ({
    type: 'credential',
    id: row.id,
    kind: row.kind,
    name: row.name,
    applicationName: config.applications.get(row.applicationId)?.name ?? '',
    subjectName: veiled(veil, row, row.owner ?? row.externalId),
  }))
}

async function findSubjects(db: Reader, { reach, config, veil }: Seen, where: SQL | undefined): Promise<Found[]> {
  const live = sql<number>`(select count(*)::float8 from ${credentialLive} where ${and(eq(credentialLive.subjectId, subject.id), withinReach(reach, credentialLive.applicationId))})`
  const rows = await db
    .select({
      id: subject.id,
      subjectType: subject.type,
      name: subject.name,
      email: subject.email,
      externalId: subject.externalId,
      environment: subject.environment,
      directory: subject.directory,
      live,
    })
    .from(subject)
    .where(and(where, knownWithinReach(reach, config)))
    .orderBy(desc(live), subject.id)
    .limit(FOUND_MAX)
  return rows.map(({ environment, directory, ...row }) => {
    const plain = reachesHome(veil.reach, config, { environment, directory }) || veil.revealed.has(row.id)
    return { type: 'subject', ...(plain ? row : masked(row)) }
  })
}

/** Prefix search that the C-collated indexes answer; a name is also found by its later words. */
function beginsWith(text: string, seen: Seen): SQL | undefined {
  // Beginnings would spell a masked mail out letter by letter.
  const mail = personalPattern(seen.veil, text.toLowerCase())
  return or(
    sql`lower(${subject.email}) COLLATE "C" like ${mail}`,
    nameBegins(seen.veil, subject.name, text),
    nameBegins(seen.veil, subject.name, text, 'later word'),
    eq(subject.externalId, text),
  )
}

/** Looks at 10,000 rows at most: a whole network must not cost a whole table. */
async function findAddress(db: Reader, searching: Seen, address: string): Promise<Found> {
  requireOpenNetwork(searching, address, '/text')
  const { reach } = searching
  const seen = sql`(${credentialLive.lastUsedIp} <<= ${address}::inet or ${credentialLive.createdIp} <<= ${address}::inet)`
  const used = sql`select 1 as count from ${credentialLive}
    where ${and(seen, withinReach(reach, credentialLive.applicationId))}`
  const refused = sql`select ${refusal.count} from ${refusal} where ${and(sql`${refusal.ip} <<= ${address}::inet`, withinReach(reach, refusal.applicationId))}`
  return { type: 'address', address, live: await sumUpTo(db, used), refusals: await sumUpTo(db, refused) }
}

async function sumUpTo(db: Reader, rows: SQL): Promise<HonestCount> {
  const { rows: summed } = await db.execute<{ count: number; rows: number }>(
    sql`select coalesce(sum(count), 0)::float8 as count, count(*)::float8 as rows from (${rows} limit ${COUNT_MAX + 1}) matching`,
  )
  const { count, rows: seen } = summed[0] ?? { count: 0, rows: 0 }
  return { count, exact: seen <= COUNT_MAX }
}
