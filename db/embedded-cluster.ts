import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { errorCode, errorMessage, StartupError } from '@/lib/startup-error'
import { type Account, canTraverse, serverAccount, spawnAs } from './embedded-account'
import type { Binaries } from './embedded-binaries'

/** A cluster's place on disk and the account it belongs to. */
export interface Cluster {
  /** The data directory as the operator named it; holds the server's log. */
  readonly home: string
  /** The server's own directory (PGDATA). */
  readonly directory: string
  /** Where a copy of the binaries may be put. */
  readonly copies: string
  readonly account: Account
}

/** How to connect; kept inside the cluster, so that both come to be in one rename. */
export interface Access {
  readonly port: number
  readonly password: string
}

/** Where root puts what the server's unprivileged account must reach and cannot below the checkout. */
const SYSTEM_DIRECTORY = '/var/lib/assay'
const POINTER = 'postgres-is-at'

/** Finds or chooses the place of a cluster; nothing is started. Throws StartupError when the directory cannot be used. */
export function openCluster(dataDirectory: string): Cluster {
  const home = resolve(dataDirectory)
  makeWritable(home)
  const existing = existingDirectory(home)
  const account = serverAccount(existing ?? home)
  const copies = account.lent ? SYSTEM_DIRECTORY : join(home, 'binaries')
  if (account.lent) chmodSync(home, 0o711)
  if (existing) return { home, directory: accessible(existing, account), copies, account }
  return { home, directory: canTraverse(account, home) ? join(home, 'postgres') : outside(home), copies, account }
}

/** Creates the cluster where there is none yet; refuses one of another major version. Survives being killed half-way. */
export async function initialiseCluster(cluster: Cluster, binaries: Binaries): Promise<void> {
  const { directory, home } = cluster
  if (existsSync(join(directory, 'PG_VERSION'))) return refuseOtherMajor(directory, binaries)
  const unfinished = `${directory}.new-${process.pid}`
  try {
    await initialise(cluster, binaries, unfinished)
    renameSync(unfinished, directory)
  } catch (error) {
    // Another process was faster: its cluster is as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  if (dirname(directory) !== home) writeFileSync(join(home, POINTER), `${directory}\n`)
}

/** Port and password of a cluster. */
export function readAccess(directory: string): Access {
  const access: Access = JSON.parse(readFileSync(accessFile(directory), 'utf8'))
  return access
}

/** Keeps another port; atomic, readable by its owner only. */
export function writeAccess(directory: string, access: Access): void {
  const file = accessFile(directory)
  writeFileSync(`${file}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function accessFile(directory: string): string {
  return join(directory, 'assay.json')
}

function existingDirectory(home: string): string | undefined {
  const pointer = join(home, POINTER)
  if (!existsSync(pointer)) return [join(home, 'postgres'), outside(home)].find((directory) => existsSync(directory))
  const directory = readFileSync(pointer, 'utf8').trim()
  if (existsSync(directory)) return directory
  // An empty database in its place would look like everything was lost.
  throw new StartupError(
    `the database of ${home} is gone from ${directory}: restore it or mount its disk, or remove ${pointer} to begin with an empty one`,
  )
}

function accessible(directory: string, account: Account): string {
  const { uid } = statSync(directory)
  if (uid === account.uid && canTraverse(account, directory)) return directory
  throw new StartupError(
    `${account.name} cannot use ${directory} (it belongs to user ${uid}): start Assay as that user, chown it, or set ASSAY_DATA_DIR`,
  )
}

function outside(home: string): string {
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12)
  return join(SYSTEM_DIRECTORY, `data-${digest}`)
}

function makeWritable(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    accessSync(home, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new StartupError(
      `the data directory ${home} is not writable (${errorCode(cause) ?? 'unknown'}): give it to this user (chown) or set ASSAY_DATA_DIR`,
      { cause },
    )
  }
}

function refuseOtherMajor(directory: string, binaries: Binaries): void {
  const major = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (Number(major) === binaries.major) return
  throw new StartupError(
    `${directory} was written by Postgres ${major}, this Assay brings ${binaries.major}: upgrade it with pg_upgrade, or set ASSAY_DATA_DIR to a new directory`,
  )
}

async function initialise({ account }: Cluster, binaries: Binaries, directory: string): Promise<void> {
  const passwordFile = `${directory}.password`
  const access: Access = { port: 0, password: randomBytes(24).toString('base64url') }
  try {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(passwordFile, `${access.password}\n`, { mode: 0o600 })
    if (account.lent) for (const path of [directory, passwordFile]) chownSync(path, account.uid, account.gid)
    if (account.lent && basename(dirname(directory)) === basename(SYSTEM_DIRECTORY))
      chmodSync(dirname(directory), 0o711)
    await runInitdb(account, binaries, directory, passwordFile)
    writeAccess(directory, access)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function runInitdb(account: Account, binaries: Binaries, directory: string, passwordFile: string): Promise<void> {
  // Sorted by code point everywhere, whatever the machine speaks; only 17 and newer bring their own UTF-8 rules.
  const locale =
    binaries.major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8']
  const flags = ['--username=assay', '--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', ...locale]
  const child = spawn(join(binaries.bin, 'initdb'), [...flags, `--pgdata=${directory}`, `--pwfile=${passwordFile}`], {
    ...spawnAs(account),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<number | null>((done, fail) => {
    child.once('error', fail)
    child.once('close', done)
  })
  const [output, code] = await Promise.all([text(child.stderr), exited.catch(errorMessage)])
  if (code === 0) return
  const reason = output.split('\n').find((line) => /error|fatal|could not|cannot/i.test(line)) ?? String(code)
  throw new StartupError(
    `Postgres could not create its files in ${directory} (${reason}): free the disk or set ASSAY_DATA_DIR`,
  )
}
