import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAssay } from '../../clients/node/assay'
import { type StandIn, startStandIn } from '../../clients/node/testing/stand-in'
import { html } from './html'
import { type RunningShop, startShop } from './shop'

const ANN = { mail: 'ann@example.com', password: 'a mug of warm tea' }
const BEN = { mail: 'ben@example.com', password: 'seven green bottles' }

let plane: StandIn
let shop: RunningShop
let now = 0

beforeEach(async () => {
  now = Date.UTC(2026, 0, 2)
  plane = await startStandIn()
  const assay = createAssay({ url: plane.url, key: 'service-key', clock: () => now })
  shop = await startShop({ port: 0, assay, clock: () => now })
})
afterEach(async () => {
  await shop.close()
  await plane.close()
})

/** A visitor who keeps one cookie, as a browser would. */
async function visitor(form: Record<string, string>) {
  const signedIn = await post('/sign-in', form)
  const setCookie = signedIn.headers.get('set-cookie') ?? ''
  const cookie = setCookie.split(';')[0] ?? ''
  return {
    setCookie,
    token: cookie.split('=')[1] ?? '',
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(shop.url + path, { headers: { cookie, ...headers }, redirect: 'manual' }),
    post: (path: string, body: Record<string, string> = {}) => post(path, body, { cookie }),
  }
}

function post(path: string, body: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(shop.url + path, { method: 'POST', body: new URLSearchParams(body), headers, redirect: 'manual' })
}

function shownKey(page: string): string {
  return /<output id="key">([^<]+)</.exec(page)?.[1] ?? ''
}

describe('sign-in', () => {
  test('keeps the session in Assay: the browser gets an HttpOnly, SameSite=Lax cookie and nothing else', async () => {
    const ann = await visitor(ANN)
    expect(ann.setCookie).toBe(`shop.session=${ann.token}; Path=/; HttpOnly; SameSite=Lax`)
    const page = await (await ann.get('/')).text()
    expect(page).toContain('Ann Archer')
    expect(page).not.toContain(ann.token)
  })

  test('tells Assay who signed in and from where', async () => {
    await visitor({ ...ANN, mail: ' Ann@Example.com ' })
    expect(plane.lastBody()).toMatchObject({
      subject: { external_id: 'customer-1', name: 'Ann Archer', email: 'ann@example.com' },
      context: { ip: '127.0.0.1' },
      auth_method: 'pwd',
    })
  })

  test('refuses a wrong password without asking Assay and without saying which part was wrong', async () => {
    const response = await post('/sign-in', { ...ANN, password: 'guess' })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('<p role="alert">Mail or password is not right.</p>')
    expect(plane.received).toHaveLength(0)
  })

  test.each(['/', '/cart', '/account', '/nowhere'])('%s sends a visitor without a session to sign in', async (path) => {
    const response = await fetch(shop.url + path, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in'])
  })

  test('a form of another site is turned away', async () => {
    const response = await post('/sign-in', ANN, { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
    expect(plane.received).toHaveLength(0)
  })
})

describe('a refused session', () => {
  test('shows plain words, the reference that operators can look up, and a way to sign in, but no token', async () => {
    const ann = await visitor(ANN)
    plane.ledger.endToken(ann.token)
    const response = await ann.get('/cart')
    const page = await response.text()
    expect(response.status).toBe(401)
    expect(page).toMatch(/<label for="reference">Reference<\/label>\s*<output id="reference">req_\d{22}</)
    expect(page).toContain(response.headers.get('x-request-id'))
    expect(page).toContain('href="/sign-in">Sign in again')
    expect(page).not.toContain(ann.token)
  })

  test.each([
    ['de-DE,de;q=0.9', 'de', 'Sie sind abgemeldet', 'Das Team hat sie beendet.', 'Neu anmelden'],
    ['en-GB', 'en', 'You are signed out', 'The team ended it.', 'Sign in again'],
  ])('is told in the language of the browser, %s', async (accepted, language, title, text, signIn) => {
    const ann = await visitor(ANN)
    plane.ledger.endToken(ann.token)
    const page = await (await ann.get('/cart', { 'accept-language': accepted })).text()
    expect(page).toContain(`<html lang="${language}">`)
    for (const words of [title, text, signIn]) expect(page).toContain(words)
    expect(page).toMatch(/href="https:\/\/assay\.example\/why\/req_\d{22}\?lang=/)
  })

  test('changes nothing: a refused POST does not reach the cart', async () => {
    const ann = await visitor(ANN)
    plane.ledger.endToken(ann.token)
    expect((await ann.post('/cart', { product: 'mug' })).status).toBe(401)
    expect(await (await (await visitor(ANN)).get('/cart')).text()).toContain('Your cart is empty')
  })

  test('is told apart from an outage, which signs nobody out', async () => {
    const ann = await visitor(ANN)
    plane.meetNext({ status: 503 })
    const paused = await ann.get('/')
    expect(paused.status).toBe(503)
    expect(await paused.text()).toContain('Nothing is lost')
    expect((await ann.get('/')).status).toBe(200)
  })

  test('signing out ends the session in Assay with its cause', async () => {
    const ann = await visitor(ANN)
    const response = await ann.post('/sign-out')
    expect(response.headers.get('location')).toBe('/sign-in')
    expect(response.headers.get('set-cookie')).toMatch(/^shop\.session=;/)
    expect(plane.received.at(-1)?.path).toMatch(/^\/v1\/credentials\/[^/]+\/revoke$/)
    expect(plane.lastBody()).toEqual({ cause: 'logged_out' })
    expect((await ann.get('/')).status).toBe(401)
  })
})

describe('the cart', () => {
  test('outlives its session and is forgotten after seven days', async () => {
    const ann = await visitor(ANN)
    await ann.post('/cart', { product: 'lamp' })
    plane.ledger.endToken(ann.token)
    const again = await visitor(ANN)
    now += 7 * 86_400_000 - 1
    expect(await (await again.get('/cart')).text()).toContain('Reading lamp')
    now += 1
    expect(await (await again.get('/cart')).text()).toContain('Your cart is empty')
  })

  test('belongs to one customer', async () => {
    await (await visitor(ANN)).post('/cart', { product: 'lamp' })
    expect(await (await (await visitor(BEN)).get('/cart')).text()).toContain('Your cart is empty')
  })
})

describe('API keys', () => {
  const orders = (key: string, init: RequestInit = {}) =>
    fetch(`${shop.url}/api/orders`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
  const order = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) })

  test('a new key is shown once and reads the orders of its customer', async () => {
    const ann = await visitor(ANN)
    await ann.post('/cart', { product: 'mug' })
    await ann.post('/orders')
    const response = await ann.post('/account/keys', { name: 'Till <1>', scopes: 'orders:read' })
    const key = shownKey(await response.text())
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store'])
    expect(await (await orders(key)).json()).toEqual({ orders: [{ id: 1, product: 'mug', quantity: 1 }] })
    const account = await (await ann.get('/account')).text()
    expect(account).toContain('Till &lt;1&gt;')
    expect(account).not.toContain(key)
  })

  test('a key writes only with the scope for it', async () => {
    const ann = await visitor(ANN)
    const reader = shownKey(await (await ann.post('/account/keys', { name: 'r', scopes: 'orders:read' })).text())
    const writer = shownKey(await (await ann.post('/account/keys', { name: 'w', scopes: 'orders:write' })).text())
    const refused = await orders(reader, order({ product: 'mug' }))
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({
      code: 'insufficient_scope',
      request_id: expect.stringMatching(/^req_/),
    })
    expect((await orders(writer, order({ product: 'mug', quantity: 2 }))).status).toBe(201)
    expect((await orders(writer, order({ product: 'mug', quantity: -2 }))).status).toBe(400)
    expect((await orders(writer)).status).toBe(403)
  })

  test('scopes that the shop does not offer cannot be asked for', async () => {
    await (await visitor(ANN)).post('/account/keys', { name: 'x', scopes: 'admin' })
    expect(plane.lastBody()).toMatchObject({ name: 'x', scopes: [] })
  })

  test('a session does not open the API', async () => {
    const ann = await visitor(ANN)
    expect((await orders(ann.token)).status).toBe(401)
    expect((await ann.get('/api/orders')).status).toBe(401)
  })

  test('rotation shows the successor and how long the old key works', async () => {
    const ann = await visitor(ANN)
    await ann.post('/account/keys', { name: 'Till', scopes: 'orders:read' })
    const id = /keys\/([^/]+)\/rotate/.exec(await (await ann.get('/account')).text())?.[1]
    const page = await (await ann.post(`/account/keys/${id}/rotate`)).text()
    expect((await orders(shownKey(page))).status).toBe(200)
    expect(page).toContain('The old key works until 2026-01-02 03:04 UTC')
    expect(await (await ann.get('/account')).text()).toContain('replaced, works until')
  })

  test('nobody rotates the key of another customer', async () => {
    const ann = await visitor(ANN)
    await ann.post('/account/keys', { name: 'Till', scopes: 'orders:read' })
    const id = /keys\/([^/]+)\/rotate/.exec(await (await ann.get('/account')).text())?.[1]
    const ben = await visitor(BEN)
    await ben.post('/account/keys', { name: 'Own', scopes: 'orders:read' })
    const response = await ben.post(`/account/keys/${id}/rotate`)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/account'])
    expect(plane.received.some(({ path }) => path.endsWith('/rotate'))).toBe(false)
  })
})

test('a value cannot become markup', () => {
  expect(html`<a title="${`"><script>'&`}">${[html`<b>${'<'}</b>`]}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;&#39;&amp;"><b>&lt;</b></a>',
  )
})
