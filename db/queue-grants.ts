import type pg from 'pg'
import { ROLES } from './grants'

/**
 * Rights on the job queue: the worker runs jobs, console and data plane may add one and nothing else. The queue's tables have
 * row security without a policy, which hides every row from all but their owner: the worker gets a policy, and adding
 * a job runs as the owner. Idempotent; applied after each of the queue's own migrations.
 */
export async function applyQueueGrants(client: pg.ClientBase): Promise<void> {
  for (const statement of STATEMENTS) await client.query(statement)
}

const { api, console, worker } = ROLES

const STATEMENTS = [
  `revoke all on schema graphile_worker from public`,
  `revoke all on all tables in schema graphile_worker from public, ${api}, ${console}`,
  `revoke all on all functions in schema graphile_worker from public, ${api}, ${console}`,
  `grant usage on schema graphile_worker to ${api}, ${console}, ${worker}`,
  `grant select, insert, update, delete on all tables in schema graphile_worker to ${worker}`,
  `grant usage on all sequences in schema graphile_worker to ${worker}`,
  `grant execute on all functions in schema graphile_worker to ${worker}`,
  `do $$
   declare name regclass;
   begin
     for name in select oid from pg_class c
       where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
         and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${worker}')
     loop execute format('create policy ${worker} on %s to ${worker} using (true) with check (true)', name); end loop;
   end $$`,
  `alter function graphile_worker.add_job security definer set search_path = graphile_worker, pg_catalog, pg_temp`,
  `grant execute on function graphile_worker.add_job to ${api}, ${console}`,
]
