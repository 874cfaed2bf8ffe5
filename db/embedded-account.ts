import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartupError } from '@/lib/startup-error'

/** Who runs the server process. Postgres refuses to run as root, so root lends it an unprivileged account. */
export interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
  /** True when this process is root and starts the server as somebody else. */
  readonly lent: boolean
}

const PREFERRED_NAMES = ['postgres', '_postgres', 'nobody']

/**
 * The account for a server whose files are (or will be) at `path`. An ordinary user runs it as itself; root uses the owner
 * of what already stands there, else `postgres`, else `nobody`.
 */
export function serverAccount(path: string, passwd = readPasswd()): Account {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? -1, name: accountName(uid, passwd), lent: false }
  const owner = ownerOfNearest(path)
  const found =
    passwd.find((entry) => entry.uid === owner && entry.uid !== 0) ??
    PREFERRED_NAMES.map((name) => passwd.find((entry) => entry.name === name)).find((entry) => entry !== undefined) ??
    passwd.find((entry) => entry.uid !== 0)
  if (!found) {
    throw new StartupError(
      'Postgres refuses to run as root and /etc/passwd has no other account: add one (useradd --system postgres) or set DATABASE_URL',
    )
  }
  return { ...found, lent: true }
}

/** The options for `spawn` that make a child run as the account, away from our folder and without our environment. */
export function spawnAs(account: Account): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' }
  return { ...(account.lent && { uid: account.uid, gid: account.gid }), cwd: '/', env }
}

/** Whether the account can walk down to `path` and read it: mode bits only, access lists are not looked at. */
export function canReach(account: Account, path: string): boolean {
  return has(account, resolve(path), 4) && canTraverse(account, dirname(resolve(path)))
}

/** Whether the account can walk through `folder` and everything above it. */
export function canTraverse(account: Account, folder: string): boolean {
  const target = resolve(folder)
  if (!has(account, target, 1)) return false
  return target === dirname(target) || canTraverse(account, dirname(target))
}

function has(account: Account, path: string, bit: 1 | 4): boolean {
  const { uid, gid, mode } = statSync(path)
  if (account.uid === uid) return (mode & (bit << 6)) !== 0
  if (account.gid === gid) return (mode & (bit << 3)) !== 0
  return (mode & bit) !== 0
}

function ownerOfNearest(path: string): number {
  let folder = resolve(path)
  while (!existsSync(folder)) folder = dirname(folder)
  return statSync(folder).uid
}

function accountName(uid: number, passwd: PasswdEntry[]): string {
  return passwd.find((entry) => entry.uid === uid)?.name ?? `user ${uid}`
}

interface PasswdEntry {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

function readPasswd(): PasswdEntry[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name]) => name !== undefined && /^[a-z_][\w-]*$/i.test(name))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
