import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDatabase, createPool, refuseTestClock } from './client'
import { emptyDatabase, testDatabase } from './testing'

const database = await testDatabase()
const movable = await testDatabase()
const { url: empty } = await emptyDatabase()

const [INT4, TEXT] = [23, 25]

/** Speaks just enough of the protocol to answer `select` with one text column; every client meets the same server process. */
function standIn(answers: Readonly<Record<string, string>>): Server {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5)
    head.write(type)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const int = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32BE(value)
    return bytes
  }
  const ready = message('Z', Buffer.from('I'))
  const answer = (sql: string) => {
    const found = Object.entries(answers).find(([part]) => sql.includes(part))
    const columns = (found?.[1] ?? '').split(' ').map((pair) => pair.split('='))
    const count = Buffer.from([0, columns.length])
    const names = columns.map(([name, value = '']) =>
      Buffer.concat([
        Buffer.from(`${name}\0`),
        Buffer.alloc(6),
        int(Number.isInteger(Number(value)) ? INT4 : TEXT),
        Buffer.alloc(8),
      ]),
    )
    const values = columns.map(([, value = '']) => Buffer.concat([int(value.length), Buffer.from(value)]))
    const rows = found
      ? [message('T', Buffer.concat([count, ...names])), message('D', Buffer.concat([count, ...values]))]
      : []
    return Buffer.concat([...rows, message('C', Buffer.from('SELECT 1\0')), ready])
  }
  const serve = (socket: Socket) => {
    let started = false
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      const type = String.fromCharCode(data[0] ?? 0)
      if (!started)
        socket.write(Buffer.concat([message('R', int(0)), message('K', Buffer.concat([int(7), int(7)])), ready]))
      else if (type === 'Q') socket.write(answer(data.subarray(5, -1).toString()))
      else if (type === 'X') socket.end()
      started = true
    })
  }
  return createServer(serve)
}

const version = 'number=180004 version=18.4 probe='
const pooler = standIn({ server_version: `${version}kept`, pg_backend_pid: 'id=42' })
const forgetful = standIn({ server_version: `${version}lost`, pg_backend_pid: 'id=7' })
const old = standIn({ server_version: 'number=140011 version=14.11', pg_backend_pid: 'id=7' })

beforeAll(async () => {
  for (const server of [pooler, forgetful, old]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => {
  for (const server of [pooler, forgetful, old]) server.close()
})

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in is not listening')
  return `postgres://someone@127.0.0.1:${address.port}/assay`
}

function changed(change: (url: URL) => void): string {
  const url = new URL(database.url)
  change(url)
  return url.href
}

test('a direct Postgres passes, and its version is told', async () => {
  await expect(checkDatabase(database.url)).resolves.toEqual({ version: expect.stringMatching(/^\d+\.\d+$/) })
})

test('clients that meet the same server process are behind a transaction pooler, which is refused', async () => {
  await expect(checkDatabase(addressOf(pooler))).rejects.toThrow(
    /goes through a pooler, .* give the address of Postgres itself/,
  )
})

test('a pooler that drops connection options, and with them the role, is refused', async () => {
  await expect(checkDatabase(addressOf(forgetful))).rejects.toThrow(/goes through a pooler/)
})

test('a server older than 15 is refused with its version', async () => {
  await expect(checkDatabase(addressOf(old))).rejects.toThrow(/is Postgres 14.11: Assay needs 15 or newer/)
})

test.each([
  [
    'a wrong password',
    changed((url) => {
      url.password = 'guess'
    }),
    /refuses user assay .* correct user and password/,
  ],
  [
    'an unknown database',
    changed((url) => {
      url.pathname = '/nowhere'
    }),
    /\/nowhere does not exist: create it/,
  ],
  ['a server that is not there', 'postgres://a:hidden@127.0.0.1:1/b', /127.0.0.1:1\/b cannot be reached .* start it/],
  ['an unknown host', 'postgres://a:hidden@nowhere.invalid/b', /the host nowhere.invalid .* is unknown/],
])('%s is told in one line, without the password', async (_, url, expected) => {
  const refused = expect(checkDatabase(url)).rejects
  await refused.toThrow(expected)
  await expect(checkDatabase(url)).rejects.not.toThrow(/guess|hidden|\n/)
})

test('a database with a movable clock is refused unless it is expected', async () => {
  await movable.movableClock()
  await expect(refuseTestClock(movable.url, false)).rejects.toThrow(/movable clock .* ASSAY_TEST_CLOCK=1/)
  await expect(refuseTestClock(movable.url, true)).resolves.toBeUndefined()
  await expect(refuseTestClock(database.url, false)).resolves.toBeUndefined()
})

test('a pool survives the loss of its connections', async () => {
  const pool = createPool({ url: empty, applicationName: 'assay test', max: 1 })
  const pid = async () => (await pool.query<{ id: number }>('select pg_backend_pid() as id')).rows[0]?.id
  const before = await pid()
  const lost = new Promise((done) => pool.once('remove', done))
  await database.owner.query('select pg_terminate_backend($1)', [before])
  await lost
  expect(await pid()).not.toBe(before)
  await pool.end()
})

test('a connection lost between two statements of a transaction fails that transaction and nothing else', async () => {
  const pool = createPool({ url: empty, applicationName: 'assay test', max: 1 })
  const client = await pool.connect()
  const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id')
  const lost = new Promise((done) => client.once('end', done))
  await database.owner.query('select pg_terminate_backend($1)', [rows[0]?.id])
  await lost
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 })
  await pool.end()
})
