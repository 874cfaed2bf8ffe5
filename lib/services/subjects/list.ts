import { and, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { subject } from '@/db/schema/subject'
import type { Environment, SubjectType } from '@/lib/core/credential'
import { DAY, type Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Config } from '../config-cache'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, decodeCursor, encodeCursor, type HonestCount, honestCount } from '../keyset'
import { notEnded, rules } from '../lapse-sql'
import { nameBegins, personalPattern } from '../masked-search'
import { type Veil, veiled, veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { ListSubjectsInput } from './schemas'

/** A person or service as the list shows it. */
export interface SubjectSummary {
  readonly id: string
  readonly externalId: string
  readonly directory: string
  readonly environment: Environment
  readonly type: SubjectType
  readonly name: string | null
  readonly email: string | null
  readonly createdAt: Instant
  readonly disabledSince: Instant | null
  readonly liveSessions: number
  readonly liveKeys: number
  /** The latest use of what lives and of the newest that ended; null when nothing was ever issued. */
  readonly lastSeenAt: Instant | null
  readonly refusedLastDay: number
}

export interface SubjectPage {
  readonly items: readonly SubjectSummary[]
  readonly nextCursor: string | null
  /** Of all that match, not of this page; null on later pages, where it has not changed. */
  readonly total: HonestCount | null
  readonly now: Instant
}

type Filter = z.output<typeof ListSubjectsInput>

/** People and services, the newest known first; what they hold and were refused is counted within reach. */
export const listSubjects = query({
  permission: 'people.read',
  input: ListSubjectsInput,
  async run({ db, actor, reach, now, input, services }): Promise<SubjectPage> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const matching = and(reach.all ? undefined : knownTo(reach.applicationIds, config), matches(input, config, veil))
    const rows = await db
      .select()
      .from(subject)
      .where(and(matching, after(input)))
      .orderBy(sql`${subject.id} desc`)
      .limit(input.limit + 1)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: (await summaries(db, page, reach, now)).map((each) => veiled(veil, about(each, config, veil), each)),
      nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor({ at: 0, id: last.id }) : null,
      total: input.cursor === undefined ? await countAll(db, matching) : null,
      now,
    }
  },
})

function matches({ applicationIds, type, disabled, live, text }: Filter, config: Config, veil: Veil): SQL | undefined {
  return and(
    applicationIds.length > 0 ? knownTo(applicationIds, config) : undefined,
    type === undefined ? undefined : sql`${subject.type} = ${type}`,
    disabled === undefined ? undefined : asked(disabled, OPEN_DISABLING),
    // What a limit has ended counts until the sweep, a few seconds later, has recorded it.
    live === undefined ? undefined : asked(live, sql`select from credential_live where subject_id = ${subject.id}`),
    text === undefined ? undefined : named(text, veil),
  )
}

const OPEN_DISABLING = sql`select from disabling where target_id = ${subject.id} and until_at is null`

function asked(wanted: boolean, rows: SQL): SQL {
  return wanted ? sql`exists (${rows})` : sql`not exists (${rows})`
}

/** Applications know the people of their environment and directory. */
function knownTo(applicationIds: readonly string[], config: Config): SQL {
  const homes = applicationIds.flatMap((id) => config.applications.get(id) ?? [])
  if (homes.length === 0) return sql`false`
  const each = homes.map(({ environment, directory }) => sql`(${environment}, ${directory})`)
  return sql`(${subject.environment}, ${subject.directory}) in (${sql.join(each, sql`, `)})`
}

/** Whoever sees mail masked finds by the whole of it: letter by letter, a search would tell what a mask hides. */
function named(text: string, veil: Veil): SQL {
  const pattern = (wanted: string) => personalPattern(veil, wanted)
  return sql`(lower(${subject.email}) COLLATE "C" like ${pattern(text.toLowerCase())}
    or ${nameBegins(veil, subject.name, text)} or ${subject.externalId} like ${pattern(text)})`
}

/** Somebody is known through any application of their directory that this veil opens. */
function about({ id, environment, directory }: SubjectSummary, config: Config, { reach }: Veil) {
  const ids = reach.all ? [] : reach.applicationIds
  const home = ids.find((each) => {
    const application = config.applications.get(each)
    return application?.environment === environment && application.directory === directory
  })
  return { subjectId: id, applicationId: home ?? null }
}

/** Ids sort by time, so the primary key, and the index of a directory, is the order of the page. */
function after({ cursor }: Filter): SQL | undefined {
  return cursor === undefined ? undefined : sql`${subject.id} < ${decodeCursor(cursor).id}::uuid`
}

async function countAll(db: Reader, matching: SQL | undefined): Promise<HonestCount> {
  const counted = db
    .select({ one: sql`1`.as('one') })
    .from(subject)
    .where(matching)
    .limit(COUNT_MAX + 1)
    .as('matching')
  const [row] = await db.select({ count: sql<number>`count(*)::float8` }).from(counted)
  return honestCount(row?.count ?? 0)
}

async function summaries(db: Reader, rows: readonly Row[], reach: Reach, now: Instant): Promise<SubjectSummary[]> {
  if (rows.length === 0) return []
  const ids = sql`${sql.param(rows.map((row) => row.id))}::uuid[]`
  const live = new Map((await db.execute<Live>(liveSql(ids, reach, now))).rows.map((row) => [row.id, row]))
  const around = new Map((await db.execute<Around>(aroundSql(ids, reach, now))).rows.map((row) => [row.id, row]))
  return rows.map(({ updatedAt: _updated, representsApplicationId: _represents, ...row }) => ({
    ...row,
    disabledSince: around.get(row.id)?.disabled_since ?? null,
    liveSessions: live.get(row.id)?.sessions ?? 0,
    liveKeys: live.get(row.id)?.keys ?? 0,
    lastSeenAt: around.get(row.id)?.last_seen_at ?? null,
    refusedLastDay: around.get(row.id)?.refused ?? 0,
  }))
}

type Row = typeof subject.$inferSelect
type Live = { id: string; sessions: number; keys: number }
type Around = { id: string; disabled_since: Instant | null; last_seen_at: Instant | null; refused: number }

function liveSql(ids: SQL, reach: Reach, now: Instant): SQL {
  return sql`
    select live.subject_id as id, count(*) filter (where live.kind = 'session')::int as sessions,
           count(*) filter (where live.kind = 'api_key')::int as keys
      from credential_live live ${rules(now)}
     where live.subject_id = any(${ids}) and ${within(reach, sql`live.application_id`)} and ${notEnded(now)} group by live.subject_id`
}

/** A person may have thousands of tombstones; the newest twenty tell when they were last here. */
function aroundSql(ids: SQL, reach: Reach, now: Instant): SQL {
  return sql`
    select page.id, ${milliseconds(sql`disabled.since`)} as disabled_since, ${milliseconds(sql`greatest(living.at, dead.at)`)} as last_seen_at,
           coalesce(refused.count, 0)::float8 as refused
      from unnest(${ids}) page (id)
      left join lateral (select from_at as since from disabling where target_id = page.id and until_at is null) disabled on true
      left join lateral (select max(last_used_at) as at from credential_live
        where subject_id = page.id and ${within(reach, sql`application_id`)}) living on true
      left join lateral (select max(last_used_at) as at from (
        select last_used_at from credential_end
         where subject_id = page.id and ${within(reach, sql`application_id`)} order by credential_id desc limit 20) newest) dead on true
      left join lateral (select sum(count) as count from refusal
        where subject_id = page.id and ${within(reach, sql`application_id`)} and last_at >= ${instantSql(now - DAY)}) refused on true`
}

function within(reach: Reach, applicationId: SQL): SQL {
  return withinReach(reach, applicationId) ?? sql`true`
}

function milliseconds(at: SQL): SQL {
  return sql`(extract(epoch from ${at}) * 1000)::float8`
}
