import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '@/lib/root'
import { startEmbedded } from './embedded'
import type { Binaries } from './embedded-binaries'
import { migrate } from './migrate'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the migrated template database of the run's own Postgres. */
    templateUrl: string
  }
}

/** Durability is for data somebody keeps. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }

/** One Postgres for all test files of a project, with a migrated database to clone; removed after the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'assay-test-'))
  const binaries = installed(project.name)
  const postgres = await startEmbedded({ dataDirectory, settings: SETTINGS, ...(binaries && { binaries }) })
  const teardown = async () => {
    await postgres.stop()
    for (const path of [postgres.directory, dataDirectory]) rmSync(path, { recursive: true, force: true })
  }
  try {
    project.provide('templateUrl', await createTemplate(postgres.url))
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

/** A project named `services@15` runs on the machine's own Postgres 15. */
function installed(project: string): Binaries | undefined {
  const major = project.split('@')[1]
  if (major === undefined) return undefined
  const root = join('/usr/lib/postgresql', major)
  return { root, bin: join(root, 'bin'), major: Number(major) }
}

async function createTemplate(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create database template')
  await client.end()
  const template = new URL(url)
  template.pathname = '/template'
  if (existsSync(join(projectRoot(), 'db', 'migrations', 'meta', '_journal.json'))) await migrate(template.href)
  return template.href
}
