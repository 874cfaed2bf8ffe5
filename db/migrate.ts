import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as migrateTables } from 'drizzle-orm/node-postgres/migrator'
import { Logger, runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'
import { projectRoot } from '@/lib/root'
import { errorCode, errorMessage, StartupError } from '@/lib/startup-error'
import { applyQueueGrants } from './queue-grants'
import { applyGrants, ensureRoles, type GrantTables } from './roles'

const MIGRATIONS = join(projectRoot(), 'db', 'migrations')

/** Any number of processes may start at once: one migrates, the others wait and find nothing to do. */
const MIGRATION_LOCK = 4_153_534_101

export interface MigrateOptions {
  /** The folder of drizzle's migrations; the project's own by default. */
  readonly folder?: string
  readonly grants?: GrantTables
}

/**
 * Brings roles, tables, the job queue and everybody's rights to what this version needs. `url` belongs to the role that
 * owns, or will own, the tables. Throws StartupError where that role may not.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'assay migrate' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrateLocked(client, pool, options)
  } catch (error) {
    throw explain(error)
  } finally {
    // Destroyed, not returned: the lock goes with the session whatever state it is in.
    client.release(true)
    await pool.end()
  }
}

/** Throws StartupError when the database lacks a migration of this version: one process of several was updated alone. */
export async function assertMigrated(url: string, folder = MIGRATIONS): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'assay migrate' })
  await client.connect()
  try {
    const { rows } = await client.query<{ last: number }>(LAST_MIGRATION)
    const wanted = readMigrationFiles({ migrationsFolder: folder }).at(-1)?.folderMillis ?? 0
    if ((rows[0]?.last ?? 0) >= wanted) return
  } catch (error) {
    if (errorCode(error) !== '42P01') throw error
  } finally {
    await client.end()
  }
  throw new StartupError('the database is not up to date with this version: run npx assay migrate')
}

const LAST_MIGRATION = 'select max(created_at)::float8 as last from drizzle.__drizzle_migrations'

async function migrateLocked(client: pg.PoolClient, pool: pg.Pool, options: MigrateOptions): Promise<void> {
  await ensureRoles(client)
  await migrateTables(drizzle(client), { migrationsFolder: options.folder ?? MIGRATIONS })
  await migrateQueue({ pgPool: pool, logger: new Logger(() => () => undefined) })
  await client.query('begin')
  await applyGrants(client, options.grants)
  await applyQueueGrants(client)
  await client.query('commit')
}

function explain(error: unknown): unknown {
  const cause = error instanceof Error && error.cause ? error.cause : error
  if (errorCode(cause) !== '42501') return error
  return new StartupError(
    `the role of DATABASE_URL may not change the schema (${errorMessage(cause)}): make it the owner of the database (alter database … owner to …)`,
    { cause },
  )
}
