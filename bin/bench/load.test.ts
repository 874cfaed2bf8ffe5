import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { load, postRequest } from './load'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener): Promise<number> {
  const opened = createServer(listener)
  server = opened
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done))
  const address = opened.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

const requests = ['a', 'ü', 'c'].map((token) => postRequest('/v1/verify', 'key', { token }))
const target = (port: number, expects: string) => ({ name: 'the server', port, requests, expects })

describe('load', () => {
  test('sends whole requests in turn over as many connections as asked, and measures each answer once', async () => {
    const seen: { method: string | undefined; authorization: string | undefined; body: string }[] = []
    const sockets = new Set<unknown>()
    const note = async (request: IncomingMessage) => {
      const body = await text(request)
      sockets.add(request.socket)
      seen.push({ method: request.method, authorization: request.headers.authorization, body })
      return body
    }
    const port = await serve((request, response) => void note(request).then((body) => response.end(body)))
    const measured = await load(target(port, '"token"'), 3, 100)
    expect(sockets.size).toBe(3)
    expect(measured.requests).toBe(seen.length)
    expect(measured.latencies).toHaveLength(seen.length)
    expect(new Set(seen.map(({ body }) => body))).toEqual(new Set(['{"token":"a"}', '{"token":"ü"}', '{"token":"c"}']))
    expect(seen[0]).toMatchObject({ method: 'POST', authorization: 'Bearer key' })
  })

  test('reads an answer that comes in pieces as one', async () => {
    const port = await serve((request, response) => {
      request.resume()
      response.writeHead(200, { 'content-length': 12 })
      response.write('half, ')
      setImmediate(() => response.end('whole!'))
    })
    const measured = await load(target(port, 'whole!'), 2, 50)
    expect(measured.requests).toBeGreaterThan(0)
  })

  test.each([
    ['an error', 503, '{"active":true}'],
    ['another verdict', 200, '{"active":false}'],
  ])('ends at %s: a fast wrong answer is no figure', async (_, status, body) => {
    const port = await serve((request, response) => {
      request.resume()
      response.writeHead(status, { 'content-length': body.length }).end(body)
    })
    await expect(load(target(port, '"active":true'), 2, 1_000)).rejects.toThrow('answered otherwise than expected')
  })

  test('ends when the server goes away', async () => {
    const port = await serve((request) => request.socket.destroy())
    await expect(load(target(port, ''), 2, 1_000)).rejects.toThrow()
  })
})
