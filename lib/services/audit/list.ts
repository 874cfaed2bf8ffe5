import { and, eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { auditEntry } from '@/db/schema/audit'
import { subject } from '@/db/schema/subject'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { auditedQuery } from '../audited-query'
import type { Config } from '../config-cache'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, decodeCursor, encodeCursor, type HonestCount, honestCount } from '../keyset'
import { nameBegins, personalPattern, requireOpenNetwork } from '../masked-search'
import { type Veil, veilOf } from '../masking'
import { knownWithinReach, withinReach } from '../reach'
import type { Reader } from '../transaction'
import { type AuditEntryView, selectEntries } from './entry-view'
import { ListAuditInput } from './schemas'

export interface AuditPage {
  readonly items: readonly AuditEntryView[]
  readonly nextCursor: string | null
  /** Of all that match, not of this page; null on later pages, where it has not changed. */
  readonly total: HonestCount | null
  readonly now: Instant
}

type Filter = z.output<typeof ListAuditInput> & { readonly veil: Veil; readonly reach: Reach; readonly config: Config }

/**
 * What operators, applications and the system did, newest first. Reading it is entered as well. Whoever reaches some applications
 * only reads what was done at those.
 */
export const listAudit = auditedQuery({
  permission: 'audit.read',
  input: ListAuditInput,
  page: 'audit',
  target: () => ({ targetType: 'installation', targetId: null }),
  async run({ db, actor, reach, now, input, services }): Promise<AuditPage> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const matching = and(
      withinReach(reach, auditEntry.applicationId),
      await matches(db, { ...input, veil, reach, config }, now),
    )
    const rows = await selectEntries(db, config, { reach, veil }, and(matching, after(input)), input.limit + 1)
    const items = rows.slice(0, input.limit)
    const last = items.at(-1)
    return {
      items,
      nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor(last) : null,
      total: input.cursor === undefined ? await countAll(db, matching) : null,
      now,
    }
  },
})

async function matches(db: Reader, filter: Filter, now: Instant): Promise<SQL | undefined> {
  const { actions, applicationIds, targetId, subjectId, correlationId, network, person, withinSeconds, from, to } =
    filter
  if (network !== undefined) requireOpenNetwork(filter, network)
  return and(
    actedBy(filter.actors),
    actions.length > 0 ? inArray(auditEntry.action, actions) : undefined,
    applicationIds.length > 0 ? inArray(auditEntry.applicationId, applicationIds) : undefined,
    targetId === undefined ? undefined : eq(auditEntry.targetId, targetId),
    subjectId === undefined ? undefined : concerning(await subjectsKnown(db, filter, eq(subject.id, subjectId))),
    person === undefined ? undefined : concerning(await subjectsKnown(db, filter, isNamed(filter, person))),
    correlationId === undefined ? undefined : eq(auditEntry.correlationId, correlationId),
    network === undefined ? undefined : sql`${auditEntry.requestIp} <<= ${network}::inet`,
    withinSeconds === undefined ? undefined : gte(auditEntry.at, now - withinSeconds * 1_000),
    from === undefined ? undefined : gte(auditEntry.at, from),
    to === undefined ? undefined : lt(auditEntry.at, to),
  )
}

function actedBy(actors: Filter['actors']): SQL | undefined {
  if (actors.length === 0) return undefined
  const ids = actors.filter((actor) => actor !== 'system')
  return or(
    ids.length > 0 ? and(isNotNull(auditEntry.actorId), inArray(auditEntry.actorId, ids)) : undefined,
    actors.includes('system') ? eq(auditEntry.actorType, 'system') : undefined,
  )
}

/** Ids first, then their entries by index: a join would walk the whole audit to find somebody rare. */
const NAMED_MAX = 500

async function subjectsKnown(db: Reader, { reach, config }: Filter, who: SQL | undefined): Promise<string[]> {
  const rows = await db
    .select({ id: subject.id })
    .from(subject)
    .where(and(who, knownWithinReach(reach, config)))
    .limit(NAMED_MAX)
  return rows.map((row) => row.id)
}

function isNamed({ veil }: Filter, text: string): SQL | undefined {
  return or(
    sql`lower(${subject.email}) COLLATE "C" like ${personalPattern(veil, text.toLowerCase())}`,
    nameBegins(veil, subject.name, text),
    sql`${subject.externalId} like ${personalPattern(veil, text)}`,
  )
}

function concerning(subjectIds: readonly string[]): SQL {
  return subjectIds.length === 0 ? sql`false` : inArray(auditEntry.subjectId, [...subjectIds])
}

function after({ cursor }: Pick<Filter, 'cursor'>): SQL | undefined {
  if (cursor === undefined) return undefined
  const { at, id } = decodeCursor(cursor)
  return sql`(${auditEntry.at}, ${auditEntry.id}) < (${instantSql(at)}, ${id}::uuid)`
}

async function countAll(db: Reader, matching: SQL | undefined): Promise<HonestCount> {
  const counted = db
    .select({ one: sql`1`.as('one') })
    .from(auditEntry)
    .where(matching)
    .limit(COUNT_MAX + 1)
    .as('matching')
  const [row] = await db.select({ count: sql<number>`count(*)::float8` }).from(counted)
  return honestCount(row?.count ?? 0)
}
