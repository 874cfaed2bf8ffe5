import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type pg from 'pg'
import { createPool } from '@/db/client'
import { environment } from '@/lib/env'
import { StartupError } from '@/lib/startup-error'
import type { Command } from '../command'
import { CONNECTIONS } from '../commands/api'
import { reportReady, untilStopped } from '../lifetime'

/** What the data plane is measured against: the least a server can do with the same request. */
export const command: Command = {
  help: 'Usage: assay bench-peer --kind select|echo --port N: a bare server that bench starts for itself.',
  options: { kind: { type: 'string' }, port: { type: 'string' } },
  async run({ kind, port }) {
    const stopped = untilStopped()
    if (kind !== 'select' && kind !== 'echo') throw new StartupError('--kind is select or echo')
    const pool = kind === 'select' ? openPool() : null
    const respond = pool === null ? echo : selecting(pool)
    const server = createServer((request, response) => void respond(request, response))
    await new Promise<void>((done) => server.listen(Number(port), '127.0.0.1', done))
    reportReady()
    await stopped
    await close(server)
    await pool?.end()
  },
}

/** With the data plane's own settings and size. */
function openPool(): pg.Pool {
  const url = environment().databaseUrl
  if (url === undefined) throw new StartupError('DATABASE_URL is not set')
  return createPool({ url, role: 'assay_api', applicationName: 'assay bench', max: CONNECTIONS })
}

const SELECTOR = /^asy_[a-z]+_[a-z]+_.{2}(.{16})/

/** One named prepared select by selector. No caller, no secret, no clock, no policy, nothing counted. */
function selecting(pool: pg.Pool) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { token }: { token: string } = JSON.parse(await bodyOf(request))
    const { rows } = await pool.query({ name: 'bench_select', text: SELECT, values: [SELECTOR.exec(token)?.[1] ?? ''] })
    const [row] = rows
    answer(response, JSON.stringify({ active: row !== undefined, id: row?.credential_id, subject: row?.subject_id }))
  }
}

const SELECT = 'select credential_id, digest, kind, subject_id, scopes from credential_live where selector = $1'

async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  answer(response, await bodyOf(request))
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.once('end', () => done(text))
    request.once('error', fail)
  })
}

function answer(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
