import { checkDatabase, refuseTestClock } from '@/db/client'
import { findRunning, startEmbedded } from '@/db/embedded'
import { assertMigrated } from '@/db/migrate'
import type { Environment } from '@/lib/env'
import { StartupError } from '@/lib/startup-error'

/** A database that was checked and can be used. */
export interface OpenDatabase {
  readonly url: string
  /** For people: which Postgres, and where. Without the password. */
  readonly description: string
  /** Stops what was started here; a database of somebody else keeps running. */
  readonly close: () => Promise<void>
}

/** The database of a whole installation: the given one, or an embedded one that lives as long as this process. */
export async function openDatabase(environment: Environment): Promise<OpenDatabase> {
  if (environment.databaseUrl !== undefined) return openGiven(environment.databaseUrl, environment)
  const postgres = await startEmbedded({ dataDirectory: environment.dataDirectory, onRestart: console.error })
  await refuseTestClock(postgres.url, environment.testClock)
  return {
    url: postgres.url,
    description: `embedded Postgres ${postgres.major} in ${postgres.directory}`,
    close: postgres.stop,
  }
}

/** For a command that does one thing: the embedded database of a running installation where there is one. */
export async function borrowDatabase(environment: Environment): Promise<OpenDatabase> {
  return (await findOpen(environment)) ?? openDatabase(environment)
}

/** For one process of an installation: the database must be there already, and migrated. */
export async function joinDatabase(environment: Environment): Promise<OpenDatabase> {
  const database = await findOpen(environment)
  if (!database) throw new StartupError('no database runs here: start everything with npm start, or set DATABASE_URL')
  await assertMigrated(database.url)
  return database
}

async function findOpen(environment: Environment): Promise<OpenDatabase | undefined> {
  const url = environment.databaseUrl ?? (await findRunning(environment.dataDirectory))
  return url === undefined ? undefined : openGiven(url, environment)
}

async function openGiven(url: string, environment: Environment): Promise<OpenDatabase> {
  const { version } = await checkDatabase(url)
  await refuseTestClock(url, environment.testClock)
  const { host, pathname } = new URL(url)
  return { url, description: `Postgres ${version} at ${host}${pathname}`, close: async () => undefined }
}
