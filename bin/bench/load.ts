import { connect, type Socket } from 'node:net'
import { monotonic } from '@/lib/clock'

/** What is asked of one server, over and over, and what each answer must contain. */
export interface Target {
  readonly name: string
  readonly port: number
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly string[]
  /** An answer without it ends the run: a fast wrong answer is no figure. */
  readonly expects: string
}

/** One stretch of load on one server. */
export interface Measured {
  readonly requests: number
  readonly milliseconds: number
  /** Of each request, in milliseconds, unsorted. */
  readonly latencies: readonly number[]
}

const LOOPBACK = '127.0.0.1'
/** No answer for this long is a failure of the server. */
const SILENCE_MILLISECONDS = 10_000

/** A keep-alive POST as it goes over the wire. */
export function postRequest(path: string, authorization: string, body: object): string {
  const text = JSON.stringify(body)
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${LOOPBACK}`,
    `Authorization: Bearer ${authorization}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${text}`
}

/**
 * Sends requests over `connections` keep-alive connections for so many milliseconds, one at a time on each. Sockets and not
 * an HTTP client, because the load shares the machine with what it measures. Rejects at the first wrong answer.
 */
export async function load(target: Target, connections: number, milliseconds: number): Promise<Measured> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(target.port)))
  const latencies: number[] = []
  const startedAt = monotonic()
  let sent = 0
  const next = () => {
    if (monotonic() - startedAt >= milliseconds) return null
    sent += 1
    return target.requests[(sent - 1) % target.requests.length] ?? null
  }
  try {
    await Promise.all(sockets.map((socket) => drive(socket, target, next, latencies)))
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  return { requests: latencies.length, milliseconds: monotonic() - startedAt, latencies }
}

function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: LOOPBACK, noDelay: true })
  socket.setEncoding('latin1').setTimeout(SILENCE_MILLISECONDS)
  return new Promise((done, fail) => {
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      done(socket)
    })
  })
}

/** Request, answer, request, answer on one connection, until `next` has none. */
function drive(socket: Socket, target: Target, next: () => string | null, latencies: number[]): Promise<void> {
  return new Promise((done, fail) => {
    let sentAt = 0
    let answer = ''
    const send = () => {
      const request = next()
      if (request === null) return done()
      answer = ''
      sentAt = monotonic()
      socket.write(request)
    }
    socket.on('data', (text: string) => {
      answer += text
      if (!isWhole(answer)) return
      latencies.push(monotonic() - sentAt)
      if (answer.startsWith('HTTP/1.1 200 ') && answer.includes(target.expects)) send()
      else fail(new Error(`${target.name} answered otherwise than expected: ${answer.split('\r\n')[0]}`))
    })
    socket.once('error', fail)
    socket.once('timeout', () => fail(new Error(`${target.name} does not answer`)))
    socket.once('close', () => fail(new Error(`${target.name} closed a connection`)))
    send()
  })
}

/** Every server measured here sends a Content-Length; one that does not is silent. Text is latin1: characters are bytes. */
function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n')
  if (headEnd === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1]
  return length !== undefined && answer.length >= headEnd + 4 + Number(length)
}
