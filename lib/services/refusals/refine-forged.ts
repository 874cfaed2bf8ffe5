import { sql } from 'drizzle-orm'
import type { Services } from '../context'
import { record } from '../record'

const BATCH = 500

/**
 * Tells tampered from forged afterwards: a forged token that carries the selector of a real credential imitates it. Callers
 * always see the same answer at the same speed; only the record is refined: those presentations become a refusal of their own,
 * with the evidence of the first and their share of the counts. Returns how many were.
 */
export function refineForged(services: Services): Promise<number> {
  return record(services.db, async (tx) => {
    const { rows } = await tx.execute<{ refined: number }>(REFINE)
    const refined = rows[0]?.refined ?? 0
    if (refined > 0)
      await tx.execute(sql`delete from refusal where count = 0 and hour >= assay_now() - interval '1 day'`)
    return refined
  })
}

const REFINE = sql`
  with seen as (
    select request_at, request_id, refusal_id, judged_at, selector from refusal_request
     where selector is not null and judged_at >= assay_now() - interval '10 minutes'
     order by request_at, request_id limit ${BATCH} for update
  ), imitating as (
    select seen.*, credential.id as credential_id, credential.subject_id, credential.kind, credential.environment
      from seen join credential on credential.selector = seen.selector
  ), shares as (
    select refusal_id, credential_id, subject_id, count(*) as count, min(judged_at) as first_at, max(judged_at) as last_at
      from imitating group by refusal_id, credential_id, subject_id
  ), made as (
    insert into refusal (id, hour, dedupe_key, first_at, last_at, count, reason, application_id, caller_credential_id, credential_id,
                         subject_id, environment, kind, ip, country, user_agent, caller_ip, evidence)
    select gen_random_uuid(), forged.hour, sha256(forged.dedupe_key || shares.credential_id::text::bytea), shares.first_at, shares.last_at,
           shares.count, 'tampered', forged.application_id, forged.caller_credential_id, shares.credential_id, shares.subject_id,
           forged.environment, forged.kind, forged.ip, forged.country, forged.user_agent, forged.caller_ip,
           jsonb_set(forged.evidence, '{checks}', (
             select jsonb_agg(case when item ->> 'reason' = 'forged' and item ->> 'outcome' = 'failed'
               then item || jsonb_build_object('reason', 'tampered', 'evidence', (item -> 'evidence') || jsonb_build_object('imitates', shares.credential_id))
               else item end order by place)
             from jsonb_array_elements(forged.evidence -> 'checks') with ordinality as checks(item, place)))
      from shares join refusal forged on forged.id = shares.refusal_id
     order by forged.hour, 3
    on conflict (hour, dedupe_key) do update set count = refusal.count + excluded.count, last_at = greatest(refusal.last_at, excluded.last_at)
    returning id, hour, dedupe_key, application_id, credential_id
  ), lessened as (
    update refusal set count = refusal.count - taken.count
      from (select refusal_id, sum(count) as count from shares group by refusal_id) taken where refusal.id = taken.refusal_id
  ), pointed as (
    update refusal_request request set selector = null, refusal_id = coalesce(made.id, request.refusal_id)
      from seen
      left join imitating on imitating.request_at = seen.request_at and imitating.request_id = seen.request_id
      left join refusal forged on forged.id = imitating.refusal_id
      left join made on made.hour = forged.hour and made.dedupe_key = sha256(forged.dedupe_key || imitating.credential_id::text::bytea)
     where request.request_at = seen.request_at and request.request_id = seen.request_id
  ), moved as (
    select forged.hour, forged.application_id, floor(extract(epoch from imitating.judged_at - forged.hour) / 60)::int as minute, count(*)::int as count
      from imitating join refusal forged on forged.id = imitating.refusal_id group by 1, 2, 3
  ), hours as (
    select hour, application_id, sum(count) as count, array(
             select coalesce(sum(each.count), 0)::int from generate_series(0, 59) place
               left join moved each on each.minute = place and each.hour = moved.hour and each.application_id = moved.application_id
              group by place order by place) as minutes
      from moved group by hour, application_id
  ), less as (
    update refusal_hour set count = refusal_hour.count - hours.count, minutes = array(
             select old - taken from unnest(refusal_hour.minutes, hours.minutes) with ordinality as places(old, taken, place) order by place)
      from hours
     where refusal_hour.hour = hours.hour and refusal_hour.application_id = hours.application_id and refusal_hour.reason = 'forged'
  ), more as (
    insert into refusal_hour (hour, application_id, reason, count, minutes)
    select hour, application_id, 'tampered', count, minutes from hours order by hour, application_id
    on conflict (hour, application_id, reason) do update set count = refusal_hour.count + excluded.count, minutes = array(
      select old + new from unnest(refusal_hour.minutes, excluded.minutes) with ordinality as places(old, new, place) order by place)
  )
  select count(*)::float8 as refined from imitating`
