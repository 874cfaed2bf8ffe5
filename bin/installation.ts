import { createServer } from 'node:net'
import { createPool } from '@/db/client'
import { migrate } from '@/db/migrate'
import { childEnvironment, type Environment } from '@/lib/env'
import { createSecretsFile, hasSecrets, loadSecrets } from '@/lib/secrets'
import { StartupError } from '@/lib/startup-error'
import { type Child, type ChildPlan, keepRunning } from './children'
import { type OpenDatabase, openDatabase } from './database'
import { listenProblem, untilStopped } from './lifetime'

export interface InstallationOptions {
  readonly environment: Environment
  /** Secrets may be generated also where the database was given (development). */
  readonly development?: boolean
  /** The processes to run, in the order in which they are to be ready. */
  readonly plans: (env: NodeJS.ProcessEnv) => readonly ChildPlan[]
  /** After migration, before any process runs: the demo's history. */
  readonly prepare?: (databaseUrl: string) => Promise<void>
  /** Once everything serves. What it returns runs when the end comes, while everything still serves. */
  readonly announce: (database: OpenDatabase, children: readonly Child[]) => Promise<(() => Promise<void>) | undefined>
}

/** Runs database and processes until Ctrl-C or SIGTERM, then ends them in the opposite order. */
export async function runInstallation(options: InstallationOptions): Promise<void> {
  const stopped = untilStopped()
  const { environment } = options
  await claimPort(environment.host, environment.consolePort, 'ASSAY_CONSOLE_PORT')
  await claimPort(environment.host, environment.apiPort, 'ASSAY_API_PORT')
  const mayGenerate = environment.databaseUrl === undefined || options.development === true
  // Before the database is touched: an installation without secrets is refused without a trace.
  if (!mayGenerate) loadSecrets(environment)
  const database = await openDatabase(environment)
  try {
    await migrate(database.url)
    if (mayGenerate) await generateSecrets(environment, database.url)
    await options.prepare?.(database.url)
    await runChildren(options, database, stopped)
  } finally {
    await database.close()
  }
}

async function generateSecrets(environment: Environment, url: string): Promise<void> {
  if (!hasSecrets(environment)) {
    await refuseLostSecrets(environment, url)
    createSecretsFile(environment.dataDirectory)
  }
  loadSecrets(environment)
}

/** New secrets over old data would make every token unknown, without a word. */
async function refuseLostSecrets(environment: Environment, url: string): Promise<void> {
  const pool = createPool({ url, applicationName: 'assay start', max: 1 })
  try {
    const { rows } = await pool.query<{ id: string }>('select id from issuer_key order by id')
    if (rows.length === 0) return
    const ids = rows.map(({ id }) => id).join(', ')
    throw new StartupError(
      `secrets.json is missing in ${environment.dataDirectory}, but tokens were issued with key ${ids}: restore it, or set ASSAY_ISSUER_KEYS, ASSAY_PEPPERS and ASSAY_SESSION_SECRET`,
    )
  } finally {
    await pool.end()
  }
}

async function runChildren(
  options: InstallationOptions,
  database: OpenDatabase,
  stopped: Promise<void>,
): Promise<void> {
  const env = childEnvironment({
    DATABASE_URL: database.url,
    ASSAY_DATA_DIR: options.environment.dataDirectory,
  })
  const children = options.plans(env).map((plan) => keepRunning(plan, console.error))
  const ready = Promise.all(children.map((child) => child.ready))
  const finishing: (() => Promise<void>)[] = []
  const announced = ready.then(async () => {
    const finish = await options.announce(database, children)
    if (finish) finishing.push(finish)
  })
  try {
    await Promise.race([announced, stopped])
    await stopped
  } finally {
    for (const finish of finishing) await finish()
    await Promise.all(children.map((child) => child.stop()))
    // An announcement that was under way still uses the database.
    await announced.catch(() => undefined)
  }
}

async function claimPort(host: string, port: number, variable: string): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail)
      probe.listen(port, host, done)
    })
  } catch (error) {
    throw listenProblem(error, host, port, variable)
  }
  await new Promise((done) => probe.close(done))
}
