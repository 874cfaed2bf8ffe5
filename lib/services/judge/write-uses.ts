import type { Database } from '@/db/client'
import type { Instant } from '@/lib/core/instant'
import { joinTallies, KEPT_MAX, tallyKey, tallyOf, type Use, type UseTally } from './use-tally'

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
    uses.map((use) => JSON.stringify(use.addresses)),
    uses.map((use) => JSON.stringify(use.scopes)),
  ]
}

const DISTINCT_KEPT = (column: string) => `case when excluded.${column} <@ use_hour.${column} then use_hour.${column}
  else (select coalesce(array_agg(value), '{}') from
    (select distinct value from unnest(use_hour.${column} || excluded.${column}) as value limit ${KEPT_MAX}) kept) end`

const WRITE_USES = `
  with given as (
    select * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::inet[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[])
      as given(id, hour, at, ip, user_agent, count, minutes, addresses, scopes)
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
    insert into use_hour (hour, credential_id, minutes, count, last_at, addresses, scopes)
    select given.hour, given.id, given.minutes::bit(60), given.count, given.at,
           array(select jsonb_array_elements_text(given.addresses::jsonb)), array(select jsonb_array_elements_text(given.scopes::jsonb))
      from given join touched on touched.credential_id = given.id order by given.id, given.hour
    on conflict (credential_id, hour) do update
       set minutes = use_hour.minutes | excluded.minutes, count = use_hour.count + excluded.count,
           last_at = greatest(use_hour.last_at, excluded.last_at),
           addresses = ${DISTINCT_KEPT('addresses')}, scopes = ${DISTINCT_KEPT('scopes')}
  )
  select credential_id as id from touched`
