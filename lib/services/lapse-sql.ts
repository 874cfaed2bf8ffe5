import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import { instantSql } from './instant-sql'

/*
 * The set-wise twin of `lifecycle` for rows of credential_live under the alias `live`: where SQL decides over millions of
 * rows, a property test proves these predicates equal to the core. Use: `from credential_live live ${LAPSE} where ${stateIs(…)}`.
 */

/** Versions that still apply are columns (at most the application's own and the installation's), those replaced are arrays. */
const RULED: SQL = sql`
  left join (
    select application.id as application_id, w.kind, ${open('own', sql`w.application_id is not null`)}, ${open('wide', sql`w.application_id is null`)},
           ${replaced('absolute')}, ${replaced('idle')}
      from application join policy_window w on w.application_id is null or w.application_id = application.id
     group by application.id, w.kind
  ) ruled on ruled.application_id = live.application_id and ruled.kind = live.kind`

function open(name: 'own' | 'wide', whose: SQL): SQL {
  const condition = sql`filter (where w.until_at is null and ${whose})`
  return sql`max(w.absolute_seconds * interval '1 second') ${condition} as ${sql.raw(`${name}_absolute`)},
             max(w.idle_seconds * interval '1 second') ${condition} as ${sql.raw(`${name}_idle`)},
             max(w.from_at) ${condition} as ${sql.raw(`${name}_from`)}`
}

function replaced(limit: 'absolute' | 'idle'): SQL {
  const condition = sql`filter (where w.until_at is not null and ${sql.raw(`w.${limit}_seconds`)} is not null)`
  return sql`array_agg(${sql.raw(`w.${limit}_seconds`)} * interval '1 second') ${condition} as ${sql.raw(`old_${limit}`)},
             array_agg(w.from_at) ${condition} as ${sql.raw(`old_${limit}_from`)},
             array_agg(w.until_at) ${condition} as ${sql.raw(`old_${limit}_until`)},
             max(w.until_at) ${condition} as ${sql.raw(`old_${limit}_last`)}`
}

/**
 * Joins `lapse (at, base, reason)`: the earliest limit of the row and what it is counted from. Ties go in catalogue order.
 * Rules are gathered once a statement: looking into policy_window for every row was measured at 150 µs a row with fifty
 * applications of two versions each, this at 1. `offset 0` keeps the planner from computing an instant once per mention.
 */
export const LAPSE: SQL = sql`${RULED}
  cross join lateral (
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

/** The earliest instant at which a version bites: not before its own first instant, and not after its last. Null where none does. */
function limited(base: SQL, limit: 'absolute' | 'idle'): SQL {
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
  const disabled = (target: SQL) => sql`exists (
    select from disabling where disabling.target_id = ${target}
       and disabling.from_at <= ${now} and (disabling.until_at is null or disabling.until_at > ${now}))`
  return sql`(${reached(now)} or ${disabled(sql`live.subject_id`)} or ${disabled(sql`live.application_id`)})`
}

/**
 * Two probes for cutoffs, of the person and of all, so that each has an index to go by. Before each stands what most rows end at:
 * an equality alone, which Postgres answers from one hash for the whole scan, and the newest cutoff of all, read once. Measured
 * in pairs over 60,000 rows beside 300 disablings: half the time of three probes of an index for every row.
 */
function reached(now: SQL): SQL {
  const scope = sql`(cutoff.application_id is null or cutoff.application_id = live.application_id)`
  const time = sql`cutoff.at >= live.signed_in_at and cutoff.at <= ${now}`
  return sql`(
    coalesce(lapse.at <= ${now}, false)
    or (exists (select from cutoff where cutoff.subject_id = live.subject_id)
        and exists (select from cutoff where cutoff.subject_id = live.subject_id and ${time} and ${scope}))
    or (coalesce(live.signed_in_at <= (select max(cutoff.at) from cutoff where cutoff.subject_id is null), false)
        and exists (select from cutoff where cutoff.subject_id is null and ${time} and ${scope})))`
}

function suspended(now: SQL): SQL {
  return sql`coalesce(live.suspended_from <= ${now} and (live.suspended_until is null or live.suspended_until > ${now}), false)`
}

function pending(now: SQL): SQL {
  return sql`coalesce(live.not_before > ${now}, false)`
}

/** The last fifth of the limit that will end it, but never more than seven days ahead: see `endsSoon`. */
function soon(now: SQL): SQL {
  return sql`coalesce(lapse.at - ${now} <= least((lapse.at - lapse.base) / 5, interval '7 days'), false)`
}
