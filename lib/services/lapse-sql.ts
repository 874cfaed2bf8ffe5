import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'

/*
 * The set-wise twin of `lifecycle` for rows of credential_live under the alias `live`: where SQL decides over millions of
 * rows, a property test proves these predicates equal to the core. Use: `from credential_live live ${LAPSE} where ${stateIs(…)}`.
 */

/** Joins `lapse (at, base)`: the earliest limit of the row and what it is counted from. Ties go in catalogue order. */
export const LAPSE: SQL = sql`
  left join lateral (
    select candidate.at, candidate.base
      from (
        select live.overlap_until as at, live.issued_at as base, 1 as rank where live.overlap_until is not null
        union all
        select live.expires_at, live.issued_at, 2 where live.expires_at is not null
        union all
        select greatest(live.signed_in_at + w.absolute_seconds * interval '1 second', w.from_at), live.issued_at, 2
          from policy_window w
         where w.absolute_seconds is not null and w.kind = live.kind and (w.application_id is null or w.application_id = live.application_id)
           and (w.until_at is null or greatest(live.signed_in_at + w.absolute_seconds * interval '1 second', w.from_at) < w.until_at)
        union all
        select greatest(live.last_used_at + w.idle_seconds * interval '1 second', w.from_at), live.last_used_at, 3
          from policy_window w
         where w.idle_seconds is not null and w.kind = live.kind and (w.application_id is null or w.application_id = live.application_id)
           and (w.until_at is null or greatest(live.last_used_at + w.idle_seconds * interval '1 second', w.from_at) < w.until_at)
      ) candidate
     order by candidate.at, candidate.rank
     limit 1
  ) lapse on true`

/** Whether a live row is in one of these states at `now`. `ended` here means: ended, though no sweep has recorded it yet. */
export function stateIs(states: readonly State[], now: Instant): SQL {
  const conditions = states.map((state) => sql`(${stateCondition(state, at(now))})`)
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
  return sql`(
    coalesce(lapse.at <= ${now}, false)
    or exists (select from cutoff where cutoff.at >= live.signed_in_at and cutoff.at <= ${now}
                and (cutoff.subject_id is null or cutoff.subject_id = live.subject_id)
                and (cutoff.application_id is null or cutoff.application_id = live.application_id))
    or exists (select from disabling where disabling.target_id in (live.subject_id, live.application_id)
                and disabling.from_at <= ${now} and (disabling.until_at is null or disabling.until_at > ${now})))`
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

function at(instant: Instant): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`
}
