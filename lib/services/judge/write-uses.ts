import type { Database } from '@/db/client'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'

/** Accepted uses of one credential, with where the last of them came from. */
export interface Use {
  readonly credentialId: string
  readonly at: Instant
  readonly ip: string | null
  readonly userAgent: string | null
  readonly scopes: readonly string[]
  readonly count: number
}

/**
 * Stores uses: the last use on the live row and the minute in `use_hour`, in one statement and only for what is still live.
 * Returns the ids that were. Rows are taken in ascending id order, as everywhere, so that writers cannot deadlock.
 */
export async function writeUses(db: Database, uses: readonly Use[]): Promise<Set<string>> {
  const merged = merge(uses)
  const { rows } = await db.$client.query<{ id: string }>({
    name: 'write_uses',
    text: WRITE_USES,
    values: columns(merged),
  })
  return new Set(rows.map((row) => row.id))
}

interface Merged extends Use {
  readonly hour: Instant
  readonly minutes: string
  readonly addresses: readonly string[]
}

/** One row a credential and hour: a statement may touch a row only once. */
function merge(uses: readonly Use[]): Merged[] {
  const byHour = new Map<string, Merged>()
  for (const use of uses) {
    const hour = use.at - (use.at % HOUR)
    const key = `${use.credentialId} ${hour}`
    const next = { ...use, hour, minutes: minuteMap(use.at), addresses: use.ip === null ? [] : [use.ip] }
    const known = byHour.get(key)
    byHour.set(key, known === undefined ? next : join(known, next))
  }
  return [...byHour.values()].sort((a, b) => (a.credentialId < b.credentialId ? -1 : 1) || a.hour - b.hour)
}

function join(known: Merged, next: Merged): Merged {
  const later = next.at >= known.at ? next : known
  return {
    ...later,
    count: known.count + next.count,
    minutes: known.minutes === next.minutes ? known.minutes : either(known.minutes, next.minutes),
    addresses: union(known.addresses, next.addresses),
    scopes: union(known.scopes, next.scopes),
  }
}

function either(known: string, next: string): string {
  return [...known].map((bit, minute) => (bit === '1' || next[minute] === '1' ? '1' : '0')).join('')
}

/** A busy key adds the same things thousands of times a second. */
function union(known: readonly string[], next: readonly string[]): readonly string[] {
  return next.every((each) => known.includes(each)) ? known : [...new Set([...known, ...next])].slice(0, KEPT_MAX)
}

function minuteMap(at: Instant): string {
  return MINUTE_MAPS[Math.floor((at % HOUR) / MINUTE)] ?? ''
}

const MINUTE_MAPS = Array.from({ length: 60 }, (_, minute) => '1'.padStart(minute + 1, '0').padEnd(60, '0'))

function columns(uses: readonly Merged[]): unknown[] {
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

const KEPT_MAX = 16
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
