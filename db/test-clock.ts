import type pg from 'pg'

/** Moves what the database calls now, for every connection at once. Not part of the production bundle. */
export interface TestClock {
  /** Time runs, shifted by this many milliseconds (negative: into the past). */
  readonly setOffset: (milliseconds: number) => Promise<void>
  /** Adds to the shift. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** Time stands still at this instant, in epoch milliseconds. */
  readonly setInstant: (instant: number) => Promise<void>
  /** Time runs as it does. */
  readonly reset: () => Promise<void>
  /** What assay_now() answers, in epoch milliseconds. */
  readonly now: () => Promise<number>
}

/**
 * Replaces assay_now() by a movable variant. A connection may also set its own instant: `set assay.at = '2026-01-01T00:00Z'`.
 * A production start refuses a database that has the table `test_clock`.
 */
export async function installTestClock(owner: pg.Pool): Promise<TestClock> {
  for (const statement of INSTALL) await owner.query(statement)
  const set = async (frozenAt: number | null, offset: number) => {
    await owner.query('update test_clock set frozen_at = to_timestamp($1::float8 / 1000), offset_ms = $2', [
      frozenAt,
      offset,
    ])
  }
  return {
    setOffset: (milliseconds) => set(null, milliseconds),
    advance: async (milliseconds) => {
      await owner.query(ADVANCE, [milliseconds])
    },
    setInstant: (instant) => set(instant, 0),
    reset: () => set(null, 0),
    now: async () => {
      const { rows } = await owner.query<{ now: number }>(
        'select (extract(epoch from assay_now()) * 1000)::int8 as now',
      )
      return rows[0]?.now ?? Number.NaN
    },
  }
}

/** Works frozen and running: a frozen clock jumps and stays frozen. */
const ADVANCE = `update test_clock
  set frozen_at = frozen_at + $1 * interval '1 millisecond', offset_ms = offset_ms + case when frozen_at is null then $1 else 0 end`

const INSTALL = [
  `create table if not exists test_clock (
     one boolean primary key default true check (one), frozen_at timestamptz(3), offset_ms int8 not null default 0)`,
  'insert into test_clock default values on conflict do nothing',
  'grant select on test_clock to public',
  `create or replace function assay_now() returns timestamptz language sql volatile as $$
     select coalesce(
       nullif(current_setting('assay.at', true), '')::timestamptz(3),
       frozen_at,
       date_trunc('milliseconds', clock_timestamp() + offset_ms * interval '1 millisecond'))
     from public.test_clock $$`,
]

/** Gives the production clock back: what the demo does when its history has been lived. */
export async function removeTestClock(owner: pg.Pool): Promise<void> {
  await owner.query(`create or replace function assay_now() returns timestamptz language sql volatile parallel safe
    as $$ select date_trunc('milliseconds', clock_timestamp()) $$`)
  await owner.query('drop table if exists test_clock')
}
