import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { StartupError } from '@/lib/startup-error'
import { connectionProblem } from './connection-problem'

/** The least-privilege roles, one per process; see db/grants.ts for what each may do. */
export type RoleName = 'assay_console' | 'assay_api' | 'assay_worker'

/** A Drizzle handle over a pool, or over one client of it. */
export type Database = NodePgDatabase<Record<string, never>> & { $client: pg.Pool }

export interface PoolOptions {
  readonly url: string
  /** Unset: the connecting role itself, which owns the tables. Only migrations and tests need that. */
  readonly role?: RoleName
  readonly max?: number
  readonly applicationName: string
  readonly statementTimeoutMilliseconds?: number
}

const STATEMENT_TIMEOUT_MILLISECONDS = { assay_api: 5_000, assay_console: 15_000, assay_worker: 300_000 }

// Counts and identity columns: exact up to 2^53, and a number beyond it is a defect that must not pass silently.
pg.types.setTypeParser(pg.types.builtins.INT8, parseInt8)

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript number`)
  return value
}

/** A connection pool that acts as one role, in UTC, with a limit on each statement. Connects on first use. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    options: serverOptions(options),
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
  })
  // An idle connection was lost: the pool has dropped it already and the next query opens another.
  pool.on('error', () => undefined)
  // A connection in use was lost: whoever waits on it is told by the query. Without a listener the process would end.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}

/** Drizzle over a pool. Columns are mapped by the tables passed to each query. */
export function createDatabase(pool: pg.Pool): Database {
  const database = drizzle<Record<string, never>, pg.Pool>(pool)
  database.transaction = (run, config) => inTransaction(pool, run, config)
  return database
}

/** Drizzle begins before its own `try`: a connection lost at that moment would never come back to the pool. */
async function inTransaction<T>(
  pool: pg.Pool,
  run: (tx: DrizzleTransaction) => Promise<T>,
  config: TransactionConfig,
): Promise<T> {
  const client = await pool.connect()
  try {
    return await drizzle<Record<string, never>, pg.PoolClient>(client).transaction(run, config)
  } finally {
    // The pool itself throws away a client whose connection is gone.
    client.release()
  }
}

type Transact = NodePgDatabase<Record<string, never>>['transaction']
type DrizzleTransaction = Parameters<Parameters<Transact>[0]>[0]
type TransactionConfig = Parameters<Transact>[1]

/**
 * Proves that the database can be used: reachable, password right, Postgres 15 or newer, no transaction pooler between.
 * Returns the server's version (such as `18.4`). Throws StartupError with what to do.
 */
export async function checkDatabase(url: string): Promise<{ version: string }> {
  const problem = connectionProblem(url)
  const [first, second] = [probe(url), probe(url)]
  try {
    await Promise.all([first.connect(), second.connect()])
    const { rows } = await first.query<ServerFacts>(SERVER_FACTS)
    const { number, version, probe: mark } = rows[0] ?? { number: 0, version: 'unknown', probe: null }
    if (number < 150_000) throw problem.tooOld(version)
    if (mark !== PROBE_MARK || (await isPooled(first, second))) throw problem.pooled()
    return { version: version.split(' ')[0] ?? version }
  } catch (error) {
    throw problem.explain(error)
  } finally {
    await Promise.allSettled([first.end(), second.end()])
  }
}

/** Throws StartupError when the database has the movable clock of tests and this process does not expect it. */
export async function refuseTestClock(url: string, allowed: boolean): Promise<void> {
  if (allowed) return
  const client = probe(url)
  try {
    await client.connect()
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regclass('public.test_clock') is not null as found`,
    )
    if (!rows[0]?.found) return
    throw new StartupError(
      'this database has a movable clock (table test_clock), made for tests: use another database, or set ASSAY_TEST_CLOCK=1 for a test',
    )
  } catch (error) {
    throw connectionProblem(url).explain(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

interface ServerFacts {
  readonly number: number
  readonly version: string
  readonly probe: string | null
}

/** Sent as a connection option: a pooler that drops those would have every process run as the owner of the tables. */
const PROBE_MARK = 'kept'
const SERVER_FACTS = `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
  current_setting('assay.probe', true) as probe`

function serverOptions({ role, statementTimeoutMilliseconds }: PoolOptions): string {
  const timeout = statementTimeoutMilliseconds ?? (role ? STATEMENT_TIMEOUT_MILLISECONDS[role] : 0)
  const settings = ['timezone=UTC', `statement_timeout=${timeout}`, 'idle_in_transaction_session_timeout=60000']
  // As in the embedded server: statements over the live rows look dear to the planner, and compiling them costs more than it saves.
  settings.push('jit=off')
  if (role) settings.push(`role=${role}`)
  return settings.map((setting) => `-c ${setting}`).join(' ')
}

function probe(connectionString: string): pg.Client & { processID?: number } {
  const client = new pg.Client({
    connectionString,
    options: `-c assay.probe=${PROBE_MARK}`,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  })
  client.on('error', () => undefined)
  return client
}

const ROUNDS = 8

/**
 * A pooler invents the process id it tells a client, so equality with the server's own proves a direct connection. Otherwise
 * one client holds a transaction while the other works: sharing a server process, or changing it, is transaction pooling.
 */
async function isPooled(first: pg.Client & { processID?: number }, second: pg.Client): Promise<boolean> {
  const home = await serverProcess(first)
  if (home === first.processID) return false
  for (let round = 0; round < ROUNDS; round += 1) {
    await second.query('begin')
    const other = await serverProcess(second)
    // With a pool of one, the first client would wait for the second: answered by the process ids alone.
    const moved = other === home || (await serverProcess(first)) !== home
    await second.query('rollback')
    if (moved) return true
  }
  return false
}

async function serverProcess(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id')
  return rows[0]?.id ?? 0
}
