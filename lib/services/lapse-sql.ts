import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'

/*
 * The set-wise twin of `lifecycle` for rows of credential_live under the alias `live`: where SQL decides over millions of
 * rows, a property test proves these predicates equal to the core. Use: `from credential_live live ${LAPSE} where ${stateIs(…)}`.
 */

/**
 * Joins `lapse (at, base, reason)`: the earliest limit of the row and what it is counted from. Ties go in catalogue order.
 * Rules are gathered once a statement, per application and kind: looking into policy_window for every row was measured
 * at twelve times the cost with fifty applications.
 */
export const LAPSE: SQL = sql`
  left join (
    select application.id as application_id, w.kind, array_agg(w.idle_seconds) as idle, array_agg(w.absolute_seconds) as absolute,
           array_agg(w.from_at) as from_at, array_agg(w.until_at) as until_at
      from application join policy_window w on w.application_id is null or w.application_id = application.id
     where w.idle_seconds is not null or w.absolute_seconds is not null
     group by application.id, w.kind
  ) ruled on ruled.application_id = live.application_id and ruled.kind = live.kind
  left join lateral (
    select candidate.at, candidate.base, candidate.reason
      from (
        select live.overlap_until as at, live.issued_at as base, 1 as rank, 'superseded' as reason where live.overlap_until is not null
        union all
        select live.expires_at, live.issued_at, 2, 'expired' where live.expires_at is not null
        union all
        select limited.at, live.issued_at, 2, 'expired' from ${limited(sql`ruled.absolute`, sql`live.signed_in_at`)}
        union all
        select limited.at, live.last_used_at, 3, 'idle' from ${limited(sql`ruled.idle`, sql`live.last_used_at`)}
      ) candidate
     order by candidate.at, candidate.rank
     limit 1
  ) lapse on true`

/** The instants at which versions with such a limit bite: not before their own first instant, and not after their last. */
function limited(limits: SQL, base: SQL): SQL {
  return sql`(
    select greatest(${base} + w.seconds * interval '1 second', w.from_at) as at, w.until_at
      from unnest(${limits}, ruled.from_at, ruled.until_at) as w (seconds, from_at, until_at) where w.seconds is not null
  ) limited where limited.until_at is null or limited.at < limited.until_at`
}

/** Nothing of gates C and D that is final stands against a live row at `now`. */
export function notEnded(now: Instant): SQL {
  return sql`not ${ended(at(now))}`
}

/** A limit or a cutoff has reached a live row, for good: what a sweep has to record. */
export function hasLapsed(now: Instant): SQL {
  return reached(at(now))
}

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
    ${reached(now)}
    or exists (select from disabling where disabling.target_id in (live.subject_id, live.application_id)
                and disabling.from_at <= ${now} and (disabling.until_at is null or disabling.until_at > ${now})))`
}

/** Two probes for cutoffs, of the person and of all, so that each has an index to go by. */
function reached(now: SQL): SQL {
  const scope = sql`(cutoff.application_id is null or cutoff.application_id = live.application_id)`
  const time = sql`cutoff.at >= live.signed_in_at and cutoff.at <= ${now}`
  return sql`(
    coalesce(lapse.at <= ${now}, false)
    or exists (select from cutoff where cutoff.subject_id = live.subject_id and ${time} and ${scope})
    or exists (select from cutoff where cutoff.subject_id is null and ${time} and ${scope}))`
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
