import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkDatabase, createPool } from '@/db/client'
import { startEmbedded } from '@/db/embedded'
import { freePort } from '@/db/free-port'
import { migrate } from '@/db/migrate'
import { childEnvironment } from '@/lib/env'
import { createSecretsFile, loadSecrets, type Secrets } from '@/lib/secrets'
import { createServices } from '@/lib/services/create-services'
import { keepRunning } from '../children'
import { type Population, type PopulationSize, populate } from './population'

/** Everything that is measured, running on loopback with a database of its own. */
export interface Stage {
  readonly postgres: string
  readonly population: Population
  /** Ports of the data plane and of the two bare servers. */
  readonly ports: { readonly api: number; readonly select: number; readonly echo: number }
}

/** What was started, to be ended in the opposite order. */
export type Undo = (() => Promise<void>)[]

export interface StageOptions {
  readonly size: PopulationSize
  /** Where the data plane leaves a CPU profile when it ends. */
  readonly profile: string | null
  readonly undo: Undo
}

/** Starts a Postgres in a temporary directory, fills it, and starts three servers in processes of their own. */
export async function openStage({ size, profile, undo }: StageOptions): Promise<Stage> {
  const { url, dataDirectory } = await openDatabase(undo)
  const secrets = ownSecrets(dataDirectory)
  const population = await fill(url, secrets, size)
  const ports = { api: await freePort(), select: await freePort(), echo: await freePort() }
  const env = childEnvironment({
    DATABASE_URL: url,
    ASSAY_DATA_DIR: dataDirectory,
    ASSAY_HOST: '127.0.0.1',
    ASSAY_API_PORT: String(ports.api),
    ASSAY_ISSUER_KEYS: undefined,
    ASSAY_PEPPERS: undefined,
    ASSAY_SESSION_SECRET: undefined,
  })
  await Promise.all([
    startServer(
      'The data plane',
      ['api'],
      env,
      undo,
      profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
    ),
    startServer('The bare select', ['bench-peer', '--kind=select', `--port=${ports.select}`], env, undo),
    startServer('The bare echo', ['bench-peer', '--kind=echo', `--port=${ports.echo}`], env, undo),
  ])
  return { postgres: (await checkDatabase(url)).version, population, ports }
}

async function openDatabase(undo: Undo): Promise<{ url: string; dataDirectory: string }> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  undo.push(async () => rmSync(dataDirectory, { recursive: true, force: true }))
  const postgres = await startEmbedded({ dataDirectory, onRestart: console.error })
  undo.push(async () => {
    await postgres.stop()
    // Outside the data directory where the server's account could not reach that.
    rmSync(postgres.directory, { recursive: true, force: true })
  })
  await migrate(postgres.url)
  return { url: postgres.url, dataDirectory }
}

/** Never the installation's: nothing measured here could be shown to it. */
function ownSecrets(dataDirectory: string): Secrets {
  createSecretsFile(dataDirectory)
  return loadSecrets({
    dataDirectory,
    secrets: { issuerKeys: undefined, peppers: undefined, sessionSecret: undefined },
  })
}

async function fill(url: string, { keyring }: Secrets, size: PopulationSize): Promise<Population> {
  const pool = createPool({ url, applicationName: 'assay bench', max: 2 })
  try {
    const population = await populate(createServices(pool, keyring), size)
    // What autovacuum would have done a minute later.
    await pool.query('vacuum analyze')
    return population
  } finally {
    await pool.end()
  }
}

/** A server that ends while it is measured is not started again: its connections break and the run with them. */
async function startServer(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  undo: Undo,
  nodeOptions: readonly string[] = [],
): Promise<void> {
  const main = join(fileURLToPath(new URL('.', import.meta.url)), 'main.js')
  const command = [process.execPath, ...nodeOptions, main, ...args]
  const child = keepRunning({ name, command, env, channel: true }, console.error)
  undo.push(() => child.stop())
  await child.ready
}
