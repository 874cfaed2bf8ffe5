import type { Database } from '@/db/client'
import type { Instant } from '@/lib/core/instant'
import { AGENTS_KEPT_MAX, joinTallies, KEPT_MAX, tallyKey, tallyOf, type Use, type UseTally } from './use-tally'

/**
 * Stores uses: the last use on the live row and the minute in `use_hour`, in one statement and only for what is still live.
 * Returns the ids that were. Rows are taken in ascending id order, as everywhere, so that writers cannot deadlock.
 */
export async function writeUses(db: Database, uses: readonly (Use | UseTally)[]): Promise<Set<string>> {
  const merged = merge(uses)
  const { rows } = await db.$client.query<{ id: string }>({
    name: 'write_uses',
    text: WRITE_USES,
    values: columns(merged),
  })
  return new Set(rows.map((row) => row.id))
}

/** One row a credential and hour: a statement may touch a row only once. */
function merge(uses: readonly (Use | UseTally)[]): UseTally[] {
  const byRow = new Map<string, UseTally>()
  for (const use of uses) {
    const next = tallyOf(use)
    const key = tallyKey(next)
    const known = byRow.get(key)
    byRow.set(key, known === undefined ? next : joinTallies(known, next))
  }
  return [...byRow.values()].sort((a, b) => (a.credentialId < b.credentialId ? -1 : 1) || a.hour - b.hour)
}

function columns(uses: readonly UseTally[]): unknown[] {
  const iso = (instant: Instant) => new Date(instant).toISOString()
  return [
    uses.map((use) => use.credentialId),
    uses.map((use) => iso(use.hour)),
    uses.map((use) => iso(use.at)),
    uses.map((use) => use.ip),
    uses.map((use) => use.userAgent),
    uses.map((use) => use.count),
    uses.map((use) => use.minutes),
    uses.map((use) => JSON.stringify([...use.addresses.keys()])),
    uses.map((use) => `{${[...use.addresses.values()].join()}}`),
    uses.map((use) => JSON.stringify([...use.scopeUses.keys()])),
    uses.map((use) => `{${[...use.scopeUses.values()].join()}}`),
    uses.map((use) => JSON.stringify(use.userAgents)),
  ]
}

/** What is known stays where it is, so that values and their counts stay side by side. */
const KEPT = (
  column: string,
  max: number,
) => `case when excluded.${column} <@ use_hour.${column} then use_hour.${column}
  else array(select value from unnest(use_hour.${column} || excluded.${column}) with ordinality as seen(value, place)
              group by value order by min(place) limit ${max}) end`

/** Most credentials are used from one place: that sum needs no sorting. */
const SUMS = (values: string, counts: string) => `case when excluded.${values} = '{}' then use_hour.${counts}
  when excluded.${values} = use_hour.${values} and cardinality(use_hour.${values}) = 1
  then array[use_hour.${counts}[1] + excluded.${counts}[1]]
  else array(select sum(count)::int from unnest(use_hour.${values} || excluded.${values}, use_hour.${counts} || excluded.${counts})
              with ordinality as seen(value, count, place) group by value order by min(place) limit ${KEPT_MAX}) end`

const TEXTS = (column: string) => `array(select jsonb_array_elements_text(given.${column}::jsonb))`

const WRITE_USES = `
  with given as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::inet[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
      as given(id, hour, at, ip, user_agent, count, minutes, addresses, address_counts, scopes, scope_counts, user_agents)
  ), latest as (
    select distinct on (id) id, at, ip, user_agent, sum(count) over (partition by id) as count from given order by id, at desc
  ), held as (
    select live.credential_id from credential_live live join latest on latest.id = live.credential_id order by live.credential_id for update of live
  ), touched as (
    update credential_live live
       set last_used_at = greatest(live.last_used_at, latest.at), use_count = live.use_count + latest.count,
           last_used_ip = coalesce(latest.ip, live.last_used_ip), last_used_user_agent = coalesce(latest.user_agent, live.last_used_user_agent)
      from latest join held on held.credential_id = latest.id
     where live.credential_id = latest.id
    returning live.credential_id
  ), counted as (
    insert into use_hour (hour, credential_id, minutes, count, last_at, addresses, address_counts, scopes, scope_counts, user_agents)
    select given.hour, given.id, given.minutes::bit(60), given.count, given.at,
           ${TEXTS('addresses')}, given.address_counts::int[], ${TEXTS('scopes')}, given.scope_counts::int[], ${TEXTS('user_agents')}
      from given join touched on touched.credential_id = given.id order by given.id, given.hour
    on conflict (credential_id, hour) do update
       set minutes = use_hour.minutes | excluded.minutes, count = use_hour.count + excluded.count,
           last_at = greatest(use_hour.last_at, excluded.last_at),
           addresses = ${KEPT('addresses', KEPT_MAX)}, address_counts = ${SUMS('addresses', 'address_counts')},
           scopes = ${KEPT('scopes', KEPT_MAX)}, scope_counts = ${SUMS('scopes', 'scope_counts')},
           user_agents = ${KEPT('user_agents', AGENTS_KEPT_MAX)}
  )
  select credential_id as id from touched`
