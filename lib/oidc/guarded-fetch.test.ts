import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGuardedFetch } from './guarded-fetch'
import { isLoopbackHost, zoneOf } from './network-zone'

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/long') response.end('x'.repeat(600_000))
  else if (request.url === '/elsewhere') response.writeHead(302, { location: '/landed' }).end()
  else if (request.url !== '/silence') response.end('here')
})

beforeAll(() => new Promise<void>((listening) => server.listen(0, 'localhost', listening)))
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const base = () => `http://localhost:${(server.address() as AddressInfo).port}`
const local = () => createGuardedFetch(new URL(base()))
const strange = createGuardedFetch(new URL('https://198.51.100.7'))

describe('an issuer on this machine', () => {
  test('is reached over http', async () => {
    expect(await (await local()(`${base()}/`)).text()).toBe('here')
  })

  test('does not lead this console on: redirects are answers, not orders', async () => {
    expect((await local()(`${base()}/elsewhere`)).status).toBe(302)
    expect(asked).not.toContain('/landed')
  })

  test('cannot fill the memory', async () => {
    await expect(local()(`${base()}/long`)).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('cannot keep a sign-in waiting', async () => {
    await expect(local()(`${base()}/silence`)).rejects.toMatchObject({ code: 'unreachable' })
  }, 15_000)
})

describe('an issuer elsewhere cannot point this console at', () => {
  test.each([
    ['plain http', 'http://198.51.100.7/keys'],
    ['this machine', 'https://127.0.0.1/keys'],
    ['this machine by name', 'https://localhost/keys'],
    ['this machine in IPv6', 'https://[::1]/keys'],
    ['this machine as IPv4 inside IPv6', 'https://[::ffff:127.0.0.1]/keys'],
    ['the metadata service of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['the network it stands in', 'https://10.0.0.5/keys'],
    ['the network it stands in, in IPv6', 'https://[fd00::5]/keys'],
    ['this host by no address', 'https://0.0.0.0/keys'],
    ['a file', 'file:///etc/passwd'],
  ])('%s', async (_, url) => {
    await expect(strange(url)).rejects.toMatchObject({ code: 'address_not_allowed' })
  })
})

test.each([
  ['8.8.8.8', 'public'],
  ['2001:4860:4860::8888', 'public'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd12::1', 'private'],
  ['127.0.0.53', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:10.0.0.1', 'private'],
  ['169.254.169.254', 'forbidden'],
  ['fe80::1', 'forbidden'],
  ['0.0.0.0', 'forbidden'],
  ['224.0.0.1', 'forbidden'],
  ['not an address', 'forbidden'],
])('%s is %s', (address, zone) => {
  expect(zoneOf(address)).toBe(zone)
})

test.each([
  ['localhost', true],
  ['issuer.localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['localhost.example.org', false],
  ['127.0.0.1.example.org', false],
  ['10.0.0.1', false],
])('%s names this machine: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected)
})
