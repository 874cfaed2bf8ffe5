import { sql } from 'drizzle-orm'
import type { Services } from '../context'
import { record } from '../record'

const BATCH = 500

/**
 * Tells tampered from forged afterwards: a forged token that carries the selector of a real credential imitates it.
 * Callers always see the same answer at the same speed; only the record is refined, with its evidence and hourly counts.
 */
export function refineForged(services: Services): Promise<number> {
  return record(services.db, async (tx) => {
    const { rows } = await tx.execute(sql`
      with imitating as (
        select refusal.hour, refusal.dedupe_key, refusal.count, refusal.application_id, credential.id, credential.subject_id
          from refusal join credential on credential.selector = refusal.selector
         where refusal.reason = 'forged' and refusal.hour >= assay_now() - interval '1 day'
         order by refusal.hour, refusal.dedupe_key limit ${BATCH} for update of refusal
      ), refined as (
        update refusal set reason = 'tampered', credential_id = imitating.id, subject_id = imitating.subject_id,
               evidence = jsonb_set(refusal.evidence, '{checks}', (
                 select jsonb_agg(case when item ->> 'reason' = 'forged' and item ->> 'outcome' = 'failed'
                   then item || jsonb_build_object('reason', 'tampered', 'evidence', item -> 'evidence' || jsonb_build_object('imitates', imitating.id))
                   else item end order by place)
                 from jsonb_array_elements(refusal.evidence -> 'checks') with ordinality as checks(item, place)))
          from imitating where refusal.hour = imitating.hour and refusal.dedupe_key = imitating.dedupe_key
        returning imitating.hour, imitating.application_id, imitating.count
      ), moved as (
        select hour, application_id, sum(count) as count from refined group by hour, application_id
      ), less as (
        update refusal_hour set count = refusal_hour.count - moved.count from moved
         where refusal_hour.hour = moved.hour and refusal_hour.application_id = moved.application_id and refusal_hour.reason = 'forged'
      ), more as (
        insert into refusal_hour (hour, application_id, reason, count) select hour, application_id, 'tampered', count from moved order by hour, application_id
        on conflict (hour, application_id, reason) do update set count = refusal_hour.count + excluded.count
      )
      select 1 from refined`)
    return rows.length
  })
}
