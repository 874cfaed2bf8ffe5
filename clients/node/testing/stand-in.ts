import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ledger } from './ledger'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What the next request meets instead of the contract. */
export type Trouble =
  | 'hang'
  | 'drop'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }

export interface StandIn {
  readonly url: string
  readonly ledger: Ledger
  readonly received: readonly Received[]
  /** The JSON body of the last request. */
  lastBody(): unknown
  meetNext(...troubles: readonly Trouble[]): void
  close(): Promise<void>
}

/** A data plane in a few lines, on node:http: it keeps the contract and every byte it was sent. */
export async function startStandIn(): Promise<StandIn> {
  const ledger = new Ledger()
  const received: Received[] = []
  const troubles: Trouble[] = []
  const server = createServer(async (req, res) => {
    const body = await read(req)
    received.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body })
    const trouble = troubles.shift()
    if (trouble === 'hang') return
    if (trouble === 'drop') req.socket.destroy()
    else if (trouble === undefined) keepContract(ledger, req, res, body)
    else send(res, trouble.status, trouble.body, trouble.headers)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    ledger,
    received,
    lastBody: () => JSON.parse(received.at(-1)?.body ?? 'null'),
    meetNext: (...next) => troubles.push(...next),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function read(req: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of req.setEncoding('utf8')) text += chunk
  return text
}

function keepContract(ledger: Ledger, req: IncomingMessage, res: ServerResponse, text: string): void {
  const { pathname } = new URL(req.url ?? '/', 'http://stand-in')
  const [, room, noun = '', id = '', verb = ''] = pathname.split('/').map(decodeURIComponent)
  if (room === 'oauth') {
    ledger.endToken(new URLSearchParams(text).get('token') ?? '')
    send(res, 200)
    return
  }
  const route = [`${req.method} ${noun}`, id && 'id', verb].filter((part) => part !== '').join('/')
  const sent = { ...(text === '' ? {} : JSON.parse(text)), acceptLanguage: req.headers['accept-language'] }
  const answer = room === 'v1' ? ledger.answer(route, id, sent) : undefined
  if (answer === undefined) send(res, 404, { title: 'Not found', detail: `no ${pathname}`, request_id: 'req_404' })
  else send(res, req.method === 'POST' && 'token' in answer ? 201 : 200, answer)
}

function send(res: ServerResponse, status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  res.writeHead(status, { 'content-type': type, 'x-request-id': 'req_stand_in', ...headers })
  res.end(body === undefined ? undefined : JSON.stringify(body))
}
