import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { createDatabase, createPool, type Database, type RoleName } from './client'
import { installTestClock, type TestClock } from './test-clock'

/** A database of one test file: a clone of the migrated template. */
export interface TestDatabase {
  /** URL as the owner of the tables. */
  readonly url: string
  /** As the owner: to arrange and to look behind the curtain. */
  readonly owner: pg.Pool
  /** As the three processes, with the rights they have in production. */
  readonly console: pg.Pool
  readonly api: pg.Pool
  readonly worker: pg.Pool
  /** Drizzle over a pool of this database. */
  readonly drizzle: (pool: pg.Pool) => Database
  /** Makes assay_now() movable; without this call the production clock runs. */
  readonly movableClock: () => Promise<TestClock>
}

export interface TestDatabaseOptions {
  /** Connections per pool, 10 by default. */
  readonly max?: number
}

/** Creates a database for this test file and drops it after. Call it at the top of the file: `const database = await testDatabase()`. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const template = inject('templateUrl')
  const url = await cloneDatabase(template)
  const open = (role?: RoleName) =>
    createPool({ url, applicationName: `assay test ${role ?? 'owner'}`, max: options.max ?? 10, ...(role && { role }) })
  const pools = { owner: open(), console: open('assay_console'), api: open('assay_api'), worker: open('assay_worker') }
  afterAll(async () => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()))
    await dropDatabase(template, url)
  })
  return { url, ...pools, drizzle: createDatabase, movableClock: () => installTestClock(pools.owner) }
}

/** A database without a single table, dropped after the test file. For what migrates or breaks a schema of its own. */
export async function emptyDatabase(): Promise<{ readonly url: string }> {
  const template = inject('templateUrl')
  const url = await cloneDatabase(template, 'template0')
  afterAll(() => dropDatabase(template, url))
  return { url }
}

async function cloneDatabase(template: string, source = 'template'): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(template, `create database ${name} template ${source}`)
  const url = new URL(template)
  url.pathname = `/${name}`
  return url.href
}

async function dropDatabase(template: string, url: string): Promise<void> {
  await administer(template, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`)
}

async function administer(template: string, statement: string): Promise<void> {
  // Not through the template itself: a database that is connected to cannot be cloned.
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
