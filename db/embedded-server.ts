import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartupError } from '@/lib/startup-error'
import { spawnAs } from './embedded-account'
import type { Binaries } from './embedded-binaries'
import { type Cluster, readAccess, writeAccess } from './embedded-cluster'
import { endOrphans } from './embedded-orphans'
import { freePort } from './free-port'

/** One run of the server process. */
export interface Server {
  readonly processId: number
  readonly exited: Promise<void>
  readonly stop: () => Promise<void>
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}
const POLL_MILLISECONDS = 50
/** Crash recovery of a busy cluster may replay gigabytes of log. */
const START_POLLS = 6_000
const ATTEMPTS = 20
/** Where orphans cannot be ended they take a minute to notice on a loaded machine. */
const PATIENT_ATTEMPTS = 200
const LOG_LIMIT_BYTES = 10_000_000

/** Starts the server of an initialised cluster and waits until it answers. Moves to another port where its own is taken. */
export async function spawnServer(
  cluster: Cluster,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const access = readAccess(cluster.directory)
    const port = access.port === 0 ? await freePort() : access.port
    if (port !== access.port) writeAccess(cluster.directory, { ...access, port })
    const logStart = trimLog(logFile(cluster))
    const server = launch(cluster, binaries, { ...SETTINGS, ...settings, port: String(port) })
    if (await untilReady(cluster, server)) return server
    const log = readFileSync(logFile(cluster)).subarray(logStart).toString('utf8')
    await recover(cluster, log, attempt)
  }
}

/** Process id and port of the server that says it runs here, or undefined when its process is gone. */
export function readPostmaster(directory: string): { processId: number; ready: boolean } | undefined {
  const file = join(directory, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const processId = Number(lines[0])
  return isAlive(processId) ? { processId, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Fast shutdown of a server that is not our child; resolves when it is gone. */
export async function stopPostmaster(directory: string, processId: number): Promise<void> {
  process.kill(processId, 'SIGINT')
  while (readPostmaster(directory)?.processId === processId) await delay(POLL_MILLISECONDS)
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function launch(cluster: Cluster, binaries: Binaries, settings: Readonly<Record<string, string>>): Server {
  const log = openSync(logFile(cluster), 'a', 0o600)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(binaries.bin, 'postgres'), ['-D', cluster.directory, ...flags], {
    ...spawnAs(cluster.account),
    // Its own process group: Ctrl-C reaches it last, through stop(), when nobody writes any more.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exited = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const stop = async () => {
    child.kill('SIGINT')
    await exited
  }
  return { processId: child.pid ?? -1, exited, stop }
}

async function untilReady(cluster: Cluster, server: Server): Promise<boolean> {
  let gone = false
  void server.exited.then(() => {
    gone = true
  })
  for (let poll = 0; poll < START_POLLS && !gone; poll += 1) {
    const postmaster = readPostmaster(cluster.directory)
    if (postmaster?.ready && postmaster.processId === server.processId) return true
    await delay(POLL_MILLISECONDS)
  }
  await server.stop()
  return false
}

/** After a failed start: prepares for another attempt, or throws what the operator has to do. */
async function recover(cluster: Cluster, log: string, attempt: number): Promise<void> {
  const reason = whyItFailed(log)
  if (reason.includes('already exists') && reason.includes('postmaster.pid')) {
    throw new StartupError(
      `another Assay already uses ${cluster.home}: stop it, or set ASSAY_DATA_DIR to another directory`,
    )
  }
  const holding = reason.includes('shared memory block')
  if (attempt >= (holding ? PATIENT_ATTEMPTS : ATTEMPTS))
    throw new StartupError(`Postgres does not start (${reason}): see ${logFile(cluster)}`)
  if (holding) {
    endOrphans(cluster.directory)
    return await delay(POLL_MILLISECONDS * 10)
  }
  if (/could not (create any TCP|bind)/.test(log)) {
    return writeAccess(cluster.directory, { ...readAccess(cluster.directory), port: await freePort() })
  }
  throw new StartupError(`Postgres does not start (${reason}): see ${logFile(cluster)}`)
}

/** The children of a killed server write into the same log, and what they say is not why this one failed. */
function whyItFailed(log: string): string {
  const fatal = [...log.matchAll(/FATAL: {2}(.*)/g)].map(([, message = '']) => message)
  return fatal.find((message) => !message.includes('unexpected postmaster exit')) ?? log.trim().split('\n').at(-1) ?? ''
}

function logFile(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log')
}

/** Where the next run's lines begin; an overgrown log starts anew. */
function trimLog(file: string): number {
  const size = existsSync(file) ? statSync(file).size : 0
  if (size <= LOG_LIMIT_BYTES) return size
  truncateSync(file)
  return 0
}
