import pg from 'pg'
import { errorMessage, StartupError } from '@/lib/startup-error'
import { type Binaries, embeddedBinaries } from './embedded-binaries'
import { type Cluster, initialiseCluster, openCluster, readAccess } from './embedded-cluster'
import { readPostmaster, type Server, spawnServer, stopPostmaster } from './embedded-server'

/** A running Postgres that this process started and will stop. */
export interface EmbeddedPostgres {
  /** Connection URL of its superuser, to the database `assay`. */
  readonly url: string
  readonly major: number
  /** Where its files are: the data directory, or outside it where the server's account could not reach that. */
  readonly directory: string
  /** The process id of the server now running; changes when it had to be restarted. */
  readonly processId: () => number
  /** Fast shutdown (open connections are closed, nothing acknowledged is lost); resolves when the server is gone. */
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDirectory: string
  /** Another installation than the npm package's (tests run against Debian's Postgres 15 too). */
  readonly binaries?: Binaries
  /** Server settings over the defaults. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told in one line when the server died by itself and was started again. */
  readonly onRestart?: (message: string) => void
}

const DATABASE = 'assay'
/** Held by whoever started the server, for as long as it lives: tells a second instance from an orphan of a killed one. */
const OWNER_LOCK = 4_153_534_100

/** Starts the Postgres of a data directory, creating it first where it is new. One instance per data directory. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = openCluster(options.dataDirectory)
  const binaries = options.binaries ?? embeddedBinaries(cluster.account, cluster.copies)
  await reclaim(cluster)
  await initialiseCluster(cluster, binaries)
  const server = await spawnServer(cluster, binaries, options.settings ?? {})
  const supervisor = supervise(cluster, binaries, server, options)
  try {
    await createDatabase(cluster)
    await supervisor.hold()
  } catch (error) {
    await supervisor.stop()
    throw error
  }
  return {
    url: clusterUrl(cluster, DATABASE),
    major: binaries.major,
    directory: cluster.directory,
    processId: supervisor.processId,
    stop: supervisor.stop,
  }
}

/** The URL of a server that another process runs on this data directory, or undefined when none answers. */
export async function findRunning(dataDirectory: string): Promise<string | undefined> {
  const cluster = openCluster(dataDirectory)
  if (readPostmaster(cluster.directory) === undefined || !(await connect(cluster).then(close, () => false)))
    return undefined
  return clusterUrl(cluster, DATABASE)
}

function clusterUrl({ directory }: Cluster, database: string): string {
  const access = readAccess(directory)
  return `postgres://assay:${access.password}@127.0.0.1:${access.port}/${database}`
}

async function connect(cluster: Cluster): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: clusterUrl(cluster, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {
    // The server went away; whoever waits for an answer is told by the query itself.
  })
  await client.connect()
  return client
}

async function close(client: pg.Client): Promise<true> {
  await client.end().catch(() => undefined)
  return true
}

/** A server may still run here: of another instance (refuse), or left behind by one that was killed (stop it). */
async function reclaim(cluster: Cluster): Promise<void> {
  const postmaster = readPostmaster(cluster.directory)
  if (postmaster === undefined) return
  const client = await connect(cluster).catch(() => undefined)
  // Alive by its process id but not answering: a reused id, or one still starting. Postgres' own lock file decides.
  if (!client) return
  const free = await tryOwn(client)
  await close(client)
  if (!free) throw alreadyRunning(cluster, postmaster.processId)
  await stopPostmaster(cluster.directory, postmaster.processId)
}

async function tryOwn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ own: boolean }>('select pg_try_advisory_lock($1) as own', [OWNER_LOCK])
  return rows[0]?.own === true
}

function alreadyRunning(cluster: Cluster, processId: number): StartupError {
  return new StartupError(
    `another Assay already uses ${cluster.home} (Postgres is process ${processId}): stop it, or set ASSAY_DATA_DIR to another directory`,
  )
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = await connect(cluster)
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await close(client)
  }
}

interface Supervisor {
  readonly hold: () => Promise<void>
  readonly processId: () => number
  readonly stop: () => Promise<void>
}

/** Starts the server again when it dies by itself; holds the owner lock on each one. */
function supervise(cluster: Cluster, binaries: Binaries, first: Server, options: EmbeddedOptions): Supervisor {
  let server = first
  let owner: pg.Client | undefined
  let stopping = false

  const hold = async () => {
    owner = await connect(cluster)
    if (!(await tryOwn(owner))) throw alreadyRunning(cluster, server.processId)
  }
  const watch = async (): Promise<void> => {
    await server.exited
    if (stopping) return
    try {
      server = await spawnServer(cluster, binaries, options.settings ?? {})
      // A stop that arrived while the server was on its way up has found the old one: it is this one's turn.
      if (stopping) return await server.stop()
      await hold()
      options.onRestart?.(`Postgres ended unexpectedly and was started again (process ${server.processId})`)
    } catch (error) {
      options.onRestart?.(`Postgres ended unexpectedly and could not be started again: ${errorMessage(error)}`)
      return
    }
    return watch()
  }
  const watching = watch()
  const stop = async () => {
    stopping = true
    if (owner) await close(owner)
    await server.stop()
    await watching
  }
  return { hold, processId: () => server.processId, stop }
}
