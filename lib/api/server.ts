import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { wallClock } from '@/lib/clock'
import { newRequestId } from '@/lib/crypto/id'
import { createLog, type Log } from '@/lib/log'
import { type ApiOptions, createApi } from './app'
import { problemAnswer } from './exchange'
import { Problem } from './problems'
import { respond, STRICT_TRANSPORT } from './respond'

export interface StartOptions extends Omit<ApiOptions, 'issuer'> {
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  /** By default http://<host>:<port>. */
  readonly issuer?: string
  /** Lines on standard output by default. */
  readonly log?: Log
}

export interface RunningApi {
  readonly port: number
  /** Stops accepting, answers what has begun, writes what is waiting. */
  close(): Promise<void>
}

const HEADER_BYTES_MAX = 16 * 1024
const LIMITS = { maxHeaderSize: HEADER_BYTES_MAX, headersTimeout: 10_000, requestTimeout: 30_000 }
/** Longer than the idle time of common load balancers, so that they and not we end a connection. */
const KEEP_ALIVE_MILLISECONDS = 75_000
const DRAIN_MILLISECONDS = 10_000
const DRAIN_STEP_MILLISECONDS = 50

/** Starts the data plane. Rejects when the port cannot be listened on. The pool stays the caller's to end, after `close`. */
export async function startApi(options: StartOptions): Promise<RunningApi> {
  const log = options.log ?? createLog()
  const server = createServer({ ...LIMITS, keepAliveTimeout: KEEP_ALIVE_MILLISECONDS })
  await listen(server, options)
  const port = portOf(server)
  const issuer = options.issuer ?? `http://${inUrl(options.host)}:${port}`
  const https = issuer.startsWith('https://')
  server.on('clientError', (error, socket) => refuseUnreadable(error, socket, https))
  const app = createApi({ ...options, log, issuer })
  server.on(
    'request',
    getRequestListener((request, bindings) => app.fetch(request, bindings), {
      errorHandler: () => refuseAddress(https),
    }),
  )
  return {
    port,
    async close() {
      await drain(server)
      await options.services.telemetry.flush()
      log.flush()
    },
  }
}

function listen(server: Server, { port, host }: StartOptions): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      done()
    })
  })
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** Connections kept alive become idle one by one as their last answer leaves. */
async function drain(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_STEP_MILLISECONDS)
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS)
  await new Promise<void>((done) => {
    server.close(() => done())
    server.closeIdleConnections()
  })
  clearInterval(sweep)
  clearTimeout(force)
}

/** A request whose address or host cannot be read never becomes one: it gets an answer of the same shape. */
function refuseAddress(https: boolean): Response {
  const requestId = newRequestId(wallClock())
  const problem = new Problem('invalid-request', 'The address of this request cannot be read.')
  return respond(problemAnswer(problem, false, requestId), { requestId, https })
}

/** Bytes that are not HTTP, or headers beyond any use, before there is a request (RFC 6585 section 5 for the latter). */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex, https: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
  const [status, title] = tooLong ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request']
  const requestId = newRequestId(wallClock())
  const type = 'https://assay.invalid/problems/invalid-request'
  const body = JSON.stringify({ type, title, status, detail: 'This is not a readable request.', request_id: requestId })
  const lines = [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    ...(https ? [`Strict-Transport-Security: ${STRICT_TRANSPORT}`] : []),
    `X-Request-Id: ${requestId}`,
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}
