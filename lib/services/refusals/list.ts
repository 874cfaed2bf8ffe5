import { and, desc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import type { Cause, Environment, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Reason } from '@/lib/core/reasons'
import { formatRequestId } from '@/lib/crypto/id'
import type { Config } from '../config-cache'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, decodeCursor, encodeCursor, type HonestCount, honestCount } from '../keyset'
import { requireOpenNetwork, type Searching } from '../masked-search'
import { type Veil, veiled, veilOf } from '../masking'
import { OWNING, withoutForeign } from '../out-of-reach'
import { query } from '../query'
import { knownWithinReach, withinReach } from '../reach'
import type { Reader } from '../transaction'
import { ListRefusalsInput } from './schemas'

/** A recorded refusal as the list shows it: one row a credential (or guess), reason, source and hour. */
export interface RefusalView {
  readonly id: string
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly count: number
  readonly reason: Reason
  readonly cause: Cause | null
  readonly also: readonly Reason[]
  readonly application: { readonly id: string; readonly slug: string; readonly name: string }
  readonly credentialId: string | null
  readonly subject: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly externalId: string
  } | null
  readonly environment: Environment | null
  readonly kind: Kind | null
  readonly ip: string | null
  readonly country: string | null
  readonly userAgent: string | null
  readonly callerIp: string | null
  /** Of the latest presentation: what the person saw. */
  readonly requestId: string | null
}

export interface RefusalPage {
  readonly items: readonly RefusalView[]
  readonly nextCursor: string | null
  readonly total: HonestCount | null
  readonly now: Instant
}

type Filter = z.output<typeof ListRefusalsInput> & {
  readonly reach: Reach
  readonly veil: Veil
  readonly config: Config
}

/** Refusals by their latest occurrence, newest first. */
export const listRefusals = query({
  permission: 'refusals.read',
  input: ListRefusalsInput,
  async run({ db, actor, reach, now, input, services }): Promise<RefusalPage> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const filter = { ...input, reach, veil, config }
    if (input.network !== undefined) requireOpenNetwork(filter, input.network)
    const rows = await selectPage(db, filter, now)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)?.row
    return {
      items: page.map((each) => viewRefusal(each, config, filter)),
      nextCursor:
        rows.length > input.limit && last !== undefined ? encodeCursor({ at: last.lastAt, id: last.id }) : null,
      total: input.cursor === undefined ? await countAll(db, filter, now) : null,
      now,
    }
  },
})

function selectPage(db: Reader, filter: Filter, now: Instant) {
  const latestRequest = sql<string | null>`(select ${refusalRequest.requestId} from ${refusalRequest}
    where ${refusalRequest.refusalId} = ${refusal.id} order by ${refusalRequest.judgedAt} desc limit 1)`
  return db
    .select({
      row: refusal,
      owningApplicationId: OWNING.applicationId,
      requestId: latestRequest,
      subject: { id: subject.id, name: subject.name, email: subject.email, externalId: subject.externalId },
    })
    .from(refusal)
    .leftJoin(credential, OWNING.on)
    .leftJoin(subject, eq(subject.id, refusal.subjectId))
    .where(and(matches(filter, now), after(filter)))
    .orderBy(desc(refusal.lastAt), desc(refusal.id))
    .limit(filter.limit + 1)
}

type Row = Awaited<ReturnType<typeof selectPage>>[number]

/** A stored row as the console shows it. */
function viewRefusal(
  { subject: owner, requestId, ...each }: Row,
  config: Config,
  { reach, veil }: Searching,
): RefusalView {
  const row = withoutForeign(each, reach, config)
  const about = { subjectId: row.subjectId, applicationId: row.applicationId }
  const application = config.applications.get(row.applicationId)
  return {
    id: row.id,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    count: row.count,
    reason: row.reason,
    cause: row.cause,
    also: row.evidence.also.map((each) => each.reason),
    application: {
      id: row.applicationId,
      slug: application?.slug ?? '',
      name: application?.name ?? 'An application since removed',
    },
    credentialId: row.credentialId,
    subject: row.subjectId === null ? null : veiled(veil, about, owner),
    environment: row.environment,
    kind: row.kind,
    ip: veiled(veil, about, row.ip),
    country: row.country,
    userAgent: row.userAgent,
    callerIp: row.callerIp,
    requestId: requestId === null ? null : formatRequestId(requestId),
  }
}

async function countAll(db: Reader, filter: Filter, now: Instant): Promise<HonestCount> {
  const matching = db
    .select({ one: sql`1`.as('one') })
    .from(refusal)
    .where(matches(filter, now))
    .limit(COUNT_MAX + 1)
    .as('matching')
  const [row] = await db.select({ count: sql<number>`count(*)::float8` }).from(matching)
  return honestCount(row?.count ?? 0)
}

function matches(filter: Filter, now: Instant): SQL | undefined {
  return and(
    withinReach(filter.reach, refusal.applicationId),
    filter.reasons.length > 0 ? inArray(refusal.reason, filter.reasons) : undefined,
    filter.applicationIds.length > 0 ? inArray(refusal.applicationId, filter.applicationIds) : undefined,
    filter.kinds.length > 0 ? inArray(refusal.kind, filter.kinds) : undefined,
    filter.credentialId === undefined ? undefined : ofCredential(filter.credentialId, filter),
    filter.subjectId === undefined ? undefined : ofSubject(filter.subjectId, filter),
    filter.network === undefined ? undefined : sql`${refusal.ip} <<= ${filter.network}::inet`,
    filter.withinSeconds === undefined ? undefined : gte(refusal.lastAt, now - filter.withinSeconds * 1_000),
  )
}

/** Of what is out of reach there is no refusal, not even one within: that it was presented there would be told by finding it. */
function ofCredential(credentialId: string, { reach }: Filter): SQL | undefined {
  const itself = eq(refusal.credentialId, credentialId)
  const within = withinReach(reach, credential.applicationId)
  if (within === undefined) return itself
  return and(itself, sql`exists (select from ${credential} where ${eq(credential.id, credentialId)} and ${within})`)
}

function ofSubject(subjectId: string, { reach, config }: Filter): SQL | undefined {
  const theirs = eq(refusal.subjectId, subjectId)
  const known = knownWithinReach(reach, config)
  if (known === undefined) return theirs
  return and(theirs, sql`exists (select from ${subject} where ${eq(subject.id, subjectId)} and ${known})`)
}

function after(filter: Filter): SQL | undefined {
  if (filter.cursor === undefined) return undefined
  const { at, id } = decodeCursor(filter.cursor)
  return sql`(${refusal.lastAt}, ${refusal.id}) < (${instantSql(at)}, ${id}::uuid)`
}
