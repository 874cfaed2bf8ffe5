import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * Ends what a killed server left behind in its data directory and says how many there were. Its children notice late (one that
 * waits for a lock may take minutes on a loaded machine), and no new server starts while they hold the shared memory. Killing
 * them loses nothing: whatever was acknowledged is in the log that the next start replays. Only where the kernel tells (/proc).
 */
export function endOrphans(directory: string): number {
  if (!existsSync('/proc/self/cwd')) return 0
  const orphans = serverProcesses(realpathSync(directory))
  return orphans.filter(kill).length
}

/** Every process of Postgres works in its data directory. */
function serverProcesses(directory: string): number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids
    .filter((id) => readLink(id, 'cwd') === directory && basename(readLink(id, 'exe')).startsWith('postgres'))
    .map(Number)
}

/** Empty for a process that is gone or somebody else's. */
function readLink(id: string, name: 'cwd' | 'exe'): string {
  try {
    return readlinkSync(join('/proc', id, name))
  } catch {
    return ''
  }
}

function kill(id: number): boolean {
  try {
    return process.kill(id, 'SIGKILL')
  } catch {
    return false
  }
}
