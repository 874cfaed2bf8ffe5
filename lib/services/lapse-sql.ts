import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import { STATES, type State } from '@/lib/core/lifecycle'
import { instantSql } from './instant-sql'

/*
 * The set-wise twin of `lifecycle` for rows of credential_live under the alias `live`: where SQL decides over millions of
 * rows, a property test proves these predicates equal to the core. Use: `from credential_live live ${rules(now)} where ${stateIs(…, now)}`.
 */

/**
 * Joins `ruled`: what the policies say of this application and kind, gathered once a statement. Everything below asks for it; of
 * a row it is looked up once. Versions that still apply are columns (at most the application's own and the installation's), those
 * replaced are arrays. `absolute_cut` and `idle_cut` answer most questions without an instant being computed for any row: see below.
 */
export function rules(now: Instant): SQL {
  const instant = instantSql(now)
  return sql`
  left join (
    select application.id as application_id, w.kind, ${open('own', sql`w.application_id is not null`)}, ${open('wide', sql`w.application_id is null`)},
           ${replaced('absolute')}, ${replaced('idle')},
           ${cut('absolute', justAfter(instant))}, ${cut('idle', justAfter(instant))}, ${nearly('absolute', instant)}, ${nearly('idle', instant)}
      from application join policy_window w on w.application_id is null or w.application_id = application.id
     group by application.id, w.kind
  ) ruled on ruled.application_id = live.application_id and ruled.kind = live.kind`
}

/**
 * What was signed in, or last used, before this has been ended by some version before `instant`: `greatest(base + length, from) <
 * instant`, and before the version was replaced, solved for the base. So the limits of a row are two comparisons.
 */
function cut(limit: Limit, instant: SQL): SQL {
  return sql`max(least(${instant}, w.until_at) - ${lengthOf(limit)}) filter (where w.from_at < ${instant}) as ${sql.raw(`${limit}_cut`)}`
}

/** The same for "ending soon": nothing younger can be in the last fifth of this limit, nor within its last seven days. */
function nearly(limit: Limit, now: SQL): SQL {
  const length = lengthOf(limit)
  return sql`max(least(${now} - ${length} * 0.8, ${now} + ${SOON} - ${length})) filter (where w.from_at <= ${now} + ${SOON}) as ${sql.raw(`${limit}_nearly`)}`
}

type Limit = 'absolute' | 'idle'
/** Seven days, in hours: a day is not always 24 of them where summer time is kept. */
const SOON: SQL = sql`interval '168 hours'`

function lengthOf(limit: Limit): SQL {
  return sql`(${sql.raw(`w.${limit}_seconds`)} * interval '1 second')`
}

/** Instants are milliseconds, the store's are microseconds: what is up to an instant is before this. */
function justAfter(instant: SQL): SQL {
  return sql`(${instant} + interval '1 microsecond')`
}

function open(name: 'own' | 'wide', whose: SQL): SQL {
  const condition = sql`filter (where w.until_at is null and ${whose})`
  return sql`max(w.absolute_seconds * interval '1 second') ${condition} as ${sql.raw(`${name}_absolute`)},
             max(w.idle_seconds * interval '1 second') ${condition} as ${sql.raw(`${name}_idle`)},
             max(w.from_at) ${condition} as ${sql.raw(`${name}_from`)}`
}

function replaced(limit: Limit): SQL {
  const condition = sql`filter (where w.until_at is not null and ${sql.raw(`w.${limit}_seconds`)} is not null)`
  return sql`array_agg(${sql.raw(`w.${limit}_seconds`)} * interval '1 second') ${condition} as ${sql.raw(`old_${limit}`)},
             array_agg(w.from_at) ${condition} as ${sql.raw(`old_${limit}_from`)},
             array_agg(w.until_at) ${condition} as ${sql.raw(`old_${limit}_until`)},
             max(w.until_at) ${condition} as ${sql.raw(`old_${limit}_last`)}`
}

/** `offset 0` keeps the planner from computing an instant once per mention. */
const EARLIEST: SQL = sql`(
    select live.overlap_until as superseded,
           least(live.expires_at, ${limited(sql`live.signed_in_at`, 'absolute')}) as expired,
           ${limited(sql`live.last_used_at`, 'idle')} as idle
    offset 0
  ) limits
  cross join lateral (
    select least(limits.superseded, limits.expired, limits.idle) as at,
           case when limits.superseded <= least(limits.superseded, limits.expired, limits.idle) then 'superseded'
                when limits.expired <= least(limits.expired, limits.idle) then 'expired'
                when limits.idle is not null then 'idle' end as reason
  ) earliest
  cross join lateral (
    select earliest.at, earliest.reason, case earliest.reason when 'idle' then live.last_used_at else live.issued_at end as base
  ) lapse`

/**
 * Joins `ruled`, and `lapse (at, base, reason)` with it: the earliest limit of the row and what it is counted from. Ties go in
 * catalogue order. For what tells or sums up those instants: computing one was measured at 15 µs a row, the two comparisons at 1.
 */
export function lapses(now: Instant): SQL {
  return sql`${rules(now)} cross join lateral ${EARLIEST}`
}

/** Left-joined under an alias, the rules say what a limit ends before an instant: `at` null stands for "ever". */
export function endingBefore(alias: string, at: Instant | null): { readonly join: SQL; readonly condition: SQL } {
  const instant = at === null ? sql`'infinity'::timestamptz` : instantSql(at)
  const name = sql.identifier(alias)
  const join = sql`
  left join (
    select application.id as application_id, w.kind, ${cut('absolute', instant)}, ${cut('idle', instant)}
      from application join policy_window w on w.application_id is null or w.application_id = application.id
     group by application.id, w.kind
  ) ${name} on ${name}.application_id = live.application_id and ${name}.kind = live.kind`
  return { join, condition: cutBefore(name, instant) }
}

function cutBefore(ruled: SQL | ReturnType<typeof sql.identifier>, instant: SQL): SQL {
  return sql`((live.last_used_at < ${ruled}.idle_cut or live.signed_in_at < ${ruled}.absolute_cut
    or live.expires_at < ${instant} or live.overlap_until < ${instant}) is true)`
}

/** The earliest instant at which a version bites: not before its own first instant, and not after its last. Null where none does. */
function limited(base: SQL, limit: Limit): SQL {
  const column = (name: string) => sql.raw(`ruled.${name}`)
  const opened = (name: 'own' | 'wide') =>
    sql`case when ${column(`${name}_${limit}`)} is not null then greatest(${base} + ${column(`${name}_${limit}`)}, ${column(`${name}_from`)}) end`
  const old = [column(`old_${limit}`), column(`old_${limit}_from`), column(`old_${limit}_until`)]
  return sql`least(${opened('own')}, ${opened('wide')},
    case when ${base} < ${column(`old_${limit}_last`)} then (
      select min(greatest(${base} + w.length, w.from_at)) from unnest(${sql.join(old, sql`, `)}) as w (length, from_at, until_at)
       where greatest(${base} + w.length, w.from_at) < w.until_at) end)`
}

/** Nothing of gates C and D that is final stands against a live row at `now`. */
export function notEnded(now: Instant): SQL {
  return sql`not ${ended(instantSql(now))}`
}

/** A limit or a cutoff has reached a live row, for good: what a sweep has to record. */
export function hasLapsed(now: Instant): SQL {
  return reached(instantSql(now))
}

/** Whether a live row is in one of these states at `now`. `ended` here means: ended, though no sweep has recorded it yet. */
export function stateIs(states: readonly State[], now: Instant): SQL {
  // Six of six, and all but what has ended, need none of the distinctions between them.
  const living = STATES.filter((state) => state !== 'ended').every((state) => states.includes(state))
  if (living) return states.includes('ended') ? sql`true` : notEnded(now)
  const conditions = states.map((state) => sql`(${stateCondition(state, instantSql(now))})`)
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` or `)})`
}

function stateCondition(state: State, now: SQL): SQL {
  const open = sql`not ${ended(now)} and not ${suspended(now)} and not ${pending(now)}`
  switch (state) {
    case 'ended':
      return ended(now)
    case 'suspended':
      return sql`not ${ended(now)} and ${suspended(now)}`
    case 'pending':
      return sql`not ${ended(now)} and not ${suspended(now)} and ${pending(now)}`
    case 'in_overlap':
      return sql`${open} and live.overlap_until is not null`
    case 'ending_soon':
      return sql`${open} and live.overlap_until is null and ${soon(now)}`
    case 'active':
      return sql`${open} and live.overlap_until is null and not ${soon(now)}`
  }
}

function ended(now: SQL): SQL {
  const disabled = sql`(select disabling.target_id from disabling
    where disabling.from_at <= ${now} and (disabling.until_at is null or disabling.until_at > ${now}))`
  return sql`(${reached(now)} or live.subject_id in ${disabled} or live.application_id in ${disabled})`
}

/**
 * Two probes for cutoffs, of the person and of all, so that each has an index to go by. Before each stands what most rows end at: a
 * hash made once a statement, and the newest cutoff of all. `in`, not `exists`: where hardly anybody is disabled or cut off the
 * planner thought a scan for every row the cheaper one, and put three of them before any comparison. That was 15 of the 18 µs a row.
 */
function reached(now: SQL): SQL {
  const scope = sql`(cutoff.application_id is null or cutoff.application_id = live.application_id)`
  const time = sql`cutoff.at >= live.signed_in_at and cutoff.at <= ${now}`
  return sql`(
    ${cutBefore(sql`ruled`, justAfter(now))}
    or (live.subject_id in (select cutoff.subject_id from cutoff where cutoff.subject_id is not null)
        and exists (select from cutoff where cutoff.subject_id = live.subject_id and ${time} and ${scope}))
    or (coalesce(live.signed_in_at <= (select max(cutoff.at) from cutoff where cutoff.subject_id is null), false)
        and exists (select from cutoff where cutoff.subject_id is null and ${time} and ${scope})))`
}

function suspended(now: SQL): SQL {
  return sql`(live.suspended_from is not null and live.suspended_from <= ${now} and (live.suspended_until is null or live.suspended_until > ${now}))`
}

function pending(now: SQL): SQL {
  return sql`(live.not_before is not null and live.not_before > ${now})`
}

/**
 * The last fifth of the limit that will end it, but never more than seven days ahead: see `endsSoon`. What no limit can have brought
 * near is left out by comparisons alone; only of the others the instant is computed, without being joined to every row.
 */
function soon(now: SQL): SQL {
  return sql`((live.last_used_at <= ruled.idle_nearly or live.signed_in_at <= ruled.absolute_nearly
    or live.expires_at <= ${now} + ${SOON} or live.overlap_until <= ${now} + ${SOON}) is true
    and (select coalesce(lapse.at - ${now} <= least((lapse.at - lapse.base) / 5, ${SOON}), false) from ${EARLIEST}))`
}
