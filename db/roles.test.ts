import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool, type RoleName } from './client'
import { migrate } from './migrate'
import { emptyDatabase } from './testing'

const { url } = await emptyDatabase()
const folder = mkdtempSync(join(tmpdir(), 'assay-migrations-'))
const grants = {
  tables: {
    note: { console: ['SELECT', 'INSERT', 'UPDATE'], api: ['SELECT'] },
    entry: { console: ['SELECT', 'INSERT'], api: ['INSERT'], worker: ['SELECT'] },
    day: { api: ['SELECT', 'INSERT'] },
  },
  functions: { assay_now: ['console', 'api', 'worker'] },
} as const

const pools = new Map<string, pg.Pool>()

beforeAll(async () => {
  writeMigrations([
    `create function assay_now() returns timestamptz language sql as 'select clock_timestamp()'`,
    'create function secret() returns int language sql as $$ select 1 $$',
    'create table note (id int primary key, text text)',
    'create table entry (id int8 generated always as identity, text text)',
    'create table day (at date not null, n int) partition by range (at)',
    `create table day_1 partition of day for values from ('2026-01-01') to ('2026-01-02')`,
    'create table day_rest partition of day default',
    'create table unlisted (id int)',
    'grant update (text) on entry to public',
  ])
  await migrate(url, { folder, grants })
})

afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()))
  rmSync(folder, { recursive: true, force: true })
})

function writeMigrations(statements: string[]) {
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = [{ idx: 0, version: '7', when: 1, tag: '0000_first', breakpoints: true }]
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
  writeFileSync(join(folder, '0000_first.sql'), statements.join(';\n--> statement-breakpoint\n'))
}

async function as(role: RoleName, statement: string) {
  const pool = pools.get(role) ?? createPool({ url, role, max: 2, applicationName: 'roles test' })
  pools.set(role, pool)
  return (await pool.query(statement)).rows
}

const denied = expect.objectContaining({ code: '42501' })

test('a pool acts as its role, in UTC, with a limit on each statement, none of which is compiled', async () => {
  const [row] = await as(
    'assay_api',
    `select current_user as user, current_setting('timezone') as zone, current_setting('statement_timeout') as limit, current_setting('jit') as jit`,
  )
  expect(row).toEqual({ user: 'assay_api', zone: 'UTC', limit: '5s', jit: 'off' })
})

test('counts come back as numbers, and one too large to be exact is an error', async () => {
  expect(await as('assay_api', 'select count(*) from note')).toEqual([{ count: 0 }])
  await expect(as('assay_api', 'select 9007199254740993::int8')).rejects.toThrow('9007199254740993')
})

test('what a process was granted works', async () => {
  await as('assay_console', `insert into note values (1, 'a')`)
  await as('assay_console', `update note set text = 'b'`)
  expect(await as('assay_api', 'select text from note')).toEqual([{ text: 'b' }])
  await as('assay_api', `insert into entry (text) values ('x')`)
  expect(await as('assay_worker', 'select text from entry')).toEqual([{ text: 'x' }])
  expect(await as('assay_worker', 'select assay_now() is not null as ok')).toEqual([{ ok: true }])
})

test.for<[RoleName, string]>([
  ['assay_api', `insert into note values (2, 'a')`],
  ['assay_api', `update note set text = 'c'`],
  ['assay_api', 'select * from entry'],
  ['assay_worker', 'select * from note'],
  ['assay_console', `update entry set text = 'y'`],
  ['assay_console', 'delete from entry'],
  ['assay_console', 'truncate entry'],
  ['assay_console', 'delete from note'],
  ['assay_console', 'drop table note'],
  ['assay_console', 'create table mine (id int)'],
  ['assay_console', 'select * from unlisted'],
  ['assay_console', 'select * from day'],
  ['assay_api', 'select * from day_1'],
  ['assay_api', 'select secret()'],
  ['assay_api', 'select * from drizzle.__drizzle_migrations'],
])('%s is refused: %s', async ([role, statement]) => {
  await expect(as(role, statement)).rejects.toEqual(denied)
})

test('a partition is reached through its parent, also one made later', async () => {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`create table day_2 partition of day for values from ('2026-01-02') to ('2026-01-03')`)
  await as('assay_api', `insert into day values ('2026-01-01', 1), ('2026-01-02', 2), ('2026-02-01', 3)`)
  expect(await as('assay_api', 'select sum(n) from day')).toEqual([{ sum: 6 }])
  await owner.end()
})

test('the console and the data plane add jobs and do nothing else to the queue', async () => {
  for (const role of ['assay_console', 'assay_api'] as const) {
    await as(role, `select graphile_worker.add_job('sweep', '{"a":1}')`)
    for (const statement of [
      'select * from graphile_worker.jobs',
      'select * from graphile_worker._private_jobs',
      'delete from graphile_worker._private_jobs',
      `select graphile_worker.remove_job('a')`,
      `select graphile_worker.complete_jobs('{1}')`,
    ]) {
      await expect(as(role, statement)).rejects.toEqual(denied)
    }
  }
  expect(await as('assay_worker', 'select count(*) from graphile_worker._private_jobs')).toEqual([{ count: 2 }])
})

test('a right given by hand is taken back by the next migration', async () => {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(
    'grant delete on entry to assay_api; grant update (text) on note to assay_api; grant select on note to public',
  )
  await migrate(url, { folder, grants })
  await expect(as('assay_api', 'delete from entry')).rejects.toEqual(denied)
  await expect(as('assay_api', `update note set text = 'd'`)).rejects.toEqual(denied)
  await expect(as('assay_worker', 'select * from note')).rejects.toEqual(denied)
  await owner.end()
})

test('many processes that migrate at once all succeed', async () => {
  const another = await emptyDatabase()
  await Promise.all(Array.from({ length: 4 }, () => migrate(another.url, { folder, grants })))
})
