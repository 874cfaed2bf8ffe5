import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@/lib/root'

export interface Installation {
  readonly processId: number
  /** Removed at the end, with all that is below. */
  readonly home: string
  readonly dataDirectory: string
  readonly logFile: string
  readonly consoleUrl: string
  readonly apiUrl: string
}

/** Starts everything as `npm start` does, on free ports and a data directory of its own. It outlives this process. */
export async function startInstallation(command: 'start' | 'demo' = 'start'): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), 'assay-e2e-'))
  const logFile = join(home, 'installation.log')
  const dataDirectory = join(home, 'data')
  const [consolePort, apiPort, shopPort] = await freePorts()
  const args = command === 'demo' ? ['demo', '--shop-port', String(shopPort)] : ['start']
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'assay.mjs'), ...args], {
    cwd: projectRoot(),
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: 'production',
      ASSAY_DATA_DIR: dataDirectory,
      ASSAY_CONSOLE_PORT: String(consolePort),
      ASSAY_API_PORT: String(apiPort),
      ASSAY_TEST_CLOCK: '1',
    },
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  if (child.pid === undefined) throw new Error('The installation could not be started')
  return {
    processId: child.pid,
    home,
    dataDirectory,
    logFile,
    consoleUrl: `http://localhost:${consolePort}`,
    apiUrl: `http://localhost:${apiPort}`,
  }
}

/** The one-time link, once it is printed; it is the last thing a start says. */
export function printedSetUpLink(log: string): string | undefined {
  return log.match(/http\S+\/set-up#\S+/)?.[0]
}

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

/** Nor what npm sets: an installation that npm started ends when npm does, and this one outlives the setup that starts it. */
function withoutSettings(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ASSAY_|DATABASE_URL$|PG|npm_)/.test(name)))
}

async function freePorts(): Promise<number[]> {
  const servers = [createServer(), createServer(), createServer()]
  const ports = await Promise.all(servers.map(listen))
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
