import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Environment } from '@/lib/core/credential'
import { DAY, type Instant, intervalAt } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import type { ConfiguredApplication } from '../config-cache'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, type HonestCount, honestCount } from '../keyset'
import { query } from '../query'
import type { Reader } from '../transaction'
import { BrowseApplicationsInput } from './schemas'

/** An application as the list shows it. */
export interface ApplicationSummary {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
  readonly disabledSince: Instant | null
  /** Assay itself: operators' sessions and service keys belong to it. */
  readonly builtIn: boolean
  readonly owners: readonly string[]
  readonly sessions: HonestCount
  readonly keys: HonestCount
  readonly refusedLastDay: number
}

/** The applications within reach that match, by name, with what they have and what was refused. */
export const browseApplications = query({
  permission: 'applications.read',
  input: BrowseApplicationsInput,
  async run({ db, reach, now, input, services }): Promise<ApplicationSummary[]> {
    const config = await services.config.current()
    const seen = [...config.applications.values()].filter(
      (each) => reaches(reach, each.id) && matches(each, input, now),
    )
    const figures = await readFigures(
      db,
      seen.map(({ id }) => id),
      now,
    )
    return seen
      .map(({ id, slug, name, environment, directory, disabled }) => ({
        ...{ id, slug, name, environment, directory },
        disabledSince: intervalAt(disabled, now)?.from ?? null,
        builtIn: id === ASSAY_APPLICATION.id,
        ...(figures.get(id) ?? NO_FIGURES),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  },
})

type Filter = z.output<typeof BrowseApplicationsInput>

function matches({ name, slug, environment, disabled }: ConfiguredApplication, filter: Filter, now: Instant): boolean {
  const begins = (text: string) => [name, slug].some((each) => each.toLowerCase().startsWith(text.toLowerCase()))
  return (
    (filter.text === undefined || begins(filter.text)) &&
    (filter.environment === undefined || environment === filter.environment) &&
    (filter.disabled === undefined || (intervalAt(disabled, now) !== null) === filter.disabled)
  )
}

type Figures = Pick<ApplicationSummary, 'owners' | 'sessions' | 'keys' | 'refusedLastDay'>

const NO_FIGURES: Figures = { owners: [], sessions: honestCount(0), keys: honestCount(0), refusedLastDay: 0 }

async function readFigures(db: Reader, ids: readonly string[], now: Instant): Promise<Map<string, Figures>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; owners: string[]; sessions: number; keys: number; refused: number }>(
    figuresSql(ids, now),
  )
  return new Map(
    rows.map(({ id, owners, sessions, keys, refused }) => [
      id,
      { owners, sessions: honestCount(sessions), keys: honestCount(keys), refusedLastDay: refused },
    ]),
  )
}

/** Counts stop at 10,000 and go by the index (application, kind). What a limit has ended counts until it is swept. */
function figuresSql(ids: readonly string[], now: Instant): SQL {
  return sql`
    select page.id, coalesce(owning.names, '{}') as owners, ${live('session')} as sessions, ${live('api_key')} as keys,
           coalesce(refused.count, 0)::float8 as refused
      from unnest(${sql.param(ids)}::uuid[]) page (id)
      left join lateral (select array_agg(operator.name order by operator.name) as names from application_owner
        join operator on operator.id = application_owner.operator_id where application_owner.application_id = page.id) owning on true
      left join lateral (select sum(count) as count from refusal_hour
        where hour >= ${instantSql(now - DAY)} and application_id = page.id) refused on true`
}

function live(kind: 'session' | 'api_key'): SQL {
  return sql`(select count(*)::float8 from (
    select from credential_live where application_id = page.id and kind = ${kind} limit ${COUNT_MAX + 1}) counted)`
}
