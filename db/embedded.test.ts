import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, findRunning, startEmbedded } from './embedded'
import { readAccess, writeAccess } from './embedded-cluster'

let dataDirectory = ''
let running: EmbeddedPostgres[] = []

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'assay-embedded-'))
})
afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()))
  running = []
  rmSync(dataDirectory, { recursive: true, force: true })
})

async function start(onRestart?: (message: string) => void) {
  const postgres = await startEmbedded({ dataDirectory, ...(onRestart && { onRestart }) })
  running.push(postgres)
  return postgres
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('a second start finds what the first one left, on the same port', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 42 as n')
  await first.stop()
  expect(existsSync(join(first.directory, 'postmaster.pid'))).toBe(false)
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 42 }])
})

test('what is committed is on disk, only this machine may connect, and only with the password', async () => {
  const { url, directory } = await start()
  const settings = `select string_agg(current_setting(name), ' ') as settings
    from unnest('{fsync,synchronous_commit,full_page_writes,listen_addresses,password_encryption}'::text[]) name`
  expect(await query(url, settings)).toEqual([{ settings: 'on on on 127.0.0.1 scram-sha-256' }])
  expect(statSync(join(directory, 'assay.json')).mode & 0o777).toBe(0o600)
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(readFileSync(join(dataDirectory, 'postgres.log'), 'utf8')).not.toContain(new URL(url).password)
})

test('a second instance on the same data directory is told so in one line', async () => {
  await start()
  await expect(start()).rejects.toThrow(/^another Assay already uses .* stop it, or set ASSAY_DATA_DIR/)
})

test('a server that was killed is started again, with everything that was acknowledged', async () => {
  let restarted: (message: string) => void = () => undefined
  const restart = new Promise<string>((done) => {
    restarted = done
  })
  const postgres = await start((message) => restarted(message))
  await query(postgres.url, 'create table kept as select 42 as n')
  process.kill(postgres.processId(), 'SIGKILL')
  expect(await restart).toContain('was started again')
  expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 42 }])
})

test('a server that died with a stubborn child is started again at once', async () => {
  let restarted: (message: string) => void = () => undefined
  const restart = new Promise<string>((done) => {
    restarted = done
  })
  const postgres = await start((message) => restarted(message))
  await query(postgres.url, 'create table kept as select 42 as n')
  const [backend] = await query(postgres.url, "select pid from pg_stat_activity where backend_type = 'checkpointer'")
  // Stopped, it cannot notice that its parent is gone, and holds the shared memory until somebody ends it.
  process.kill(backend.pid, 'SIGSTOP')
  process.kill(postgres.processId(), 'SIGKILL')
  expect(await restart).toContain('was started again')
  expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 42 }])
})

test('a process id left behind by a crash does not stand in the way', async () => {
  const first = await start()
  await first.stop()
  // This process is alive and is no Postgres: what a reused id looks like.
  writeFileSync(join(first.directory, 'postmaster.pid'), `${process.pid}\n${first.directory}\n0\n0\n\n\n\n`, {
    mode: 0o644,
  })
  const second = await start()
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when another program took its port, it moves to another', async () => {
  const first = await start()
  await first.stop()
  const { port, password } = readAccess(first.directory)
  const squatter = createServer()
  await new Promise<void>((done) => squatter.listen(port, '127.0.0.1', done))
  const second = await start()
  expect(new URL(second.url).port).not.toBe(String(port))
  expect(readAccess(second.directory).password).toBe(password)
  await new Promise((done) => squatter.close(done))
})

test('a running server is found by its data directory, a stopped one is not', async () => {
  expect(await findRunning(dataDirectory)).toBeUndefined()
  const postgres = await start()
  expect(await findRunning(dataDirectory)).toBe(postgres.url)
  await postgres.stop()
  expect(await findRunning(dataDirectory)).toBeUndefined()
})

test('an initialisation that was interrupted is done anew', async () => {
  const directory = join(dataDirectory, `postgres.new-${process.pid}`)
  writeFileSync(`${directory}.password`, 'left behind')
  expect((await start()).directory).toBe(join(dataDirectory, 'postgres'))
  expect(existsSync(`${directory}.password`)).toBe(false)
})

test('files of another major version are refused, and left as they are', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(join(first.directory, 'PG_VERSION'), '16\n')
  await expect(start()).rejects.toThrow(/was written by Postgres 16, this Assay brings 18/)
  expect(readAccess(first.directory)).toEqual(expect.objectContaining({ password: expect.any(String) }))
  writeAccess(first.directory, readAccess(first.directory))
})

test('a data directory that cannot be made is named, with the remedy', async () => {
  dataDirectory = join(tmpdir(), 'assay-file')
  writeFileSync(dataDirectory, '')
  await expect(start()).rejects.toThrow(/data directory .*assay-file is not writable .* ASSAY_DATA_DIR/)
})

test('a database that lay outside its data directory and is gone is not replaced by an empty one', async () => {
  writeFileSync(join(dataDirectory, 'postgres-is-at'), '/var/lib/assay/data-gone\n')
  await expect(start()).rejects.toThrow(/is gone from \/var\/lib\/assay\/data-gone: restore it .* or remove/)
})
