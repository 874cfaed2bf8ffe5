import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Assay, createAssay } from './assay'
import { AssayError, AssayUnavailable } from './errors'
import { type StandIn, startStandIn } from './testing/stand-in'

const KEY = 'asy_test_key_serviceKeyOfTheShop'
const ANN = { externalId: 'ann', name: 'Ann', email: 'ann@example.com' }

let plane: StandIn
let assay: Assay

beforeEach(async () => {
  plane = await startStandIn()
  assay = createAssay({ url: plane.url, key: KEY, clock: () => Date.UTC(2026, 0, 2) })
})
afterEach(() => plane.close())

async function failure(promise: Promise<unknown>): Promise<AssayError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AssayError)) throw new Error(`expected an AssayError, got ${inspect(error)}`)
  return error
}

describe('verify', () => {
  test('an issued session is active and names its person', async () => {
    const { token, credential } = await assay.issueSession({ subject: ANN })
    const verdict = await assay.verify({ token })
    expect(verdict).toMatchObject({ active: true, credential: { id: credential.id, kind: 'session' } })
    expect(verdict.active && verdict.subject).toMatchObject({ externalId: 'ann', email: 'ann@example.com' })
  })

  test('a revoked token is refused on the next call, with the challenge and request id to send on', async () => {
    const { token, credential } = await assay.issueSession({ subject: ANN })
    const ended = await assay.revoke(credential.id, { cause: 'logged_out' })
    expect(ended.ended).toMatchObject({ reason: 'revoked', cause: 'logged_out' })
    const verdict = await assay.verify({ token })
    expect(verdict).toMatchObject({ active: false, status: 401, code: 'invalid_token', reason: 'revoked' })
    expect(verdict.requestId).toMatch(/^req_/)
    expect(!verdict.active && verdict.challenge).toContain('error="invalid_token"')
  })

  test('the context goes out in the words of the contract, with the clock of the application', async () => {
    const context = { ip: '203.0.113.9', userAgent: 'Firefox', kind: 'session', scopes: ['a'] } as const
    await assay.verify({ token: 't', touch: false, context })
    expect(plane.lastBody()).toEqual({
      token: 't',
      touch: false,
      context: {
        ip: '203.0.113.9',
        user_agent: 'Firefox',
        kind: 'session',
        scopes: ['a'],
        sent_at: '2026-01-02T00:00:00.000Z',
      },
    })
  })

  test('the token leaves in the body of verify only, and the service key in the Authorization header only', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    await assay.verify({ token })
    const { path, headers, body } = plane.received.at(-1) ?? {}
    expect(body).toContain(token)
    expect(`${path}${JSON.stringify(headers)}`).not.toContain(token)
    expect(headers?.authorization).toBe(`Bearer ${KEY}`)
    const elsewhere = plane.received.map(
      (one) => one.path + one.body + JSON.stringify({ ...one.headers, authorization: '' }),
    )
    expect(elsewhere.join('\n')).not.toContain(KEY)
  })

  test.each([
    ['a verdict without its credential', { active: true, request_id: 'req_1', status: 200 }],
    ['active in quotes', { active: 'true', request_id: 'req_1', status: 200 }],
    ['an empty object', {}],
    ['a list', []],
  ])('%s is not taken for an active verdict', async (_, body) => {
    plane.meetNext({ status: 200, body })
    expect(await failure(assay.verify({ token: 't' }))).toMatchObject({ code: 'unexpected_answer' })
  })

  test('a page that is not JSON is an unexpected answer', async () => {
    const fetched = createAssay({ url: plane.url, key: KEY, fetch: async () => new Response('<h1>Welcome</h1>') })
    expect(await failure(fetched.verify({ token: 't' }))).toMatchObject({ code: 'unexpected_answer' })
  })

  test('a token that could not be judged is an outage, not a refusal', async () => {
    plane.meetNext({ status: 200, body: { active: false, request_id: 'req_1', status: 503, retry_after: 2 } })
    const error = await failure(assay.verify({ token: 't' }))
    expect(error).toBeInstanceOf(AssayUnavailable)
    expect(error).toMatchObject({ requestId: 'req_1', retryAfterSeconds: 2 })
  })
})

describe('issue, rotate and end', () => {
  test('a rotated key has a successor of the same family and an end of its overlap', async () => {
    const { credential } = await assay.issueKey({ subject: ANN, name: 'Billing', scopes: ['orders:read'] })
    const rotated = await assay.rotateKey(credential.id, { overlapSeconds: 60 })
    expect(plane.lastBody()).toEqual({ overlap_seconds: 60 })
    expect(rotated.supersedes.id).toBe(credential.id)
    expect(rotated.credential).toMatchObject({ familyId: credential.familyId, generation: 2, name: 'Billing' })
    const { credentials, nextCursor } = await assay.listCredentials('ann', { limit: 50 })
    expect(credentials.map((one) => one.successorId)).toEqual([rotated.credential.id, null])
    expect(nextCursor).toBeNull()
    expect(plane.received.at(-1)?.path).toBe('/v1/subjects/ann/credentials?limit=50')
  })

  test('a key goes out with its labels and address list, and changes in the words of the contract', async () => {
    const details = { contact: 'payments@example.com', tags: ['nightly'] }
    await assay.issueKey({ subject: ANN, name: 'Billing', allowedAddresses: ['203.0.113.0/24'], ...details })
    expect(plane.lastBody()).toMatchObject({ ...details, allowed_addresses: ['203.0.113.0/24'] })
    const { credential } = await assay.issueKey({ subject: ANN, name: 'Billing' })
    const changed = await assay.changeKey(credential.id, { purpose: null, allowedAddresses: [] })
    expect(plane.lastBody()).toEqual({ purpose: null, allowed_addresses: [] })
    expect(changed).toMatchObject({ tags: [], allowedAddresses: [], contact: null })
  })

  test('an overlap is extended and ended under the id of the old key', async () => {
    const { credential } = await assay.issueKey({ subject: ANN, name: 'Billing' })
    await assay.extendOverlap(credential.id, '2027-01-01T00:00:00.000Z')
    expect(plane.received.at(-1)).toMatchObject({ path: `/v1/keys/${credential.id}/extend-overlap` })
    expect(plane.lastBody()).toEqual({ until: '2027-01-01T00:00:00.000Z' })
    await assay.endOverlap(credential.id, { note: 'silent' })
    expect(plane.received.at(-1)).toMatchObject({ path: `/v1/keys/${credential.id}/end-overlap` })
    expect(plane.lastBody()).toEqual({ note: 'silent' })
  })

  test('members left out are absent from the bytes, not null', async () => {
    await assay.issueKey({ subject: { externalId: 'ann' }, name: 'Billing', expiresAt: '2027-01-01T00:00:00.000Z' })
    expect(plane.lastBody()).toEqual({
      subject: { external_id: 'ann' },
      name: 'Billing',
      expires_at: '2027-01-01T00:00:00.000Z',
    })
  })

  test('an id cannot leave its path segment', async () => {
    await failure(assay.revoke('../subjects/ann'))
    expect(plane.received.at(-1)?.path).toBe('/v1/credentials/..%2Fsubjects%2Fann/revoke')
  })

  test('a token is revoked by RFC 7009: a form, Basic authentication, nothing in the URL', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    await assay.revokeToken(token)
    const request = plane.received.at(-1)
    expect(request).toMatchObject({ path: '/oauth/revoke', body: `token=${token}` })
    const basic = Buffer.from(request?.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
    expect(basic.split(':')[1]).toBe(KEY)
    expect(await assay.verify({ token })).toMatchObject({ active: false })
  })

  test('suspend, resume, disable and end-all speak the contract', async () => {
    const { credential } = await assay.issueSession({ subject: ANN })
    await assay.suspend(credential.id, { until: '2027-01-01T00:00:00.000Z', note: 'on leave' })
    expect(plane.lastBody()).toEqual({ until: '2027-01-01T00:00:00.000Z', note: 'on leave' })
    expect((await assay.resume(credential.id)).id).toBe(credential.id)
    expect(await assay.upsertSubject({ externalId: 'ann', name: 'Ann B' })).toMatchObject({ name: 'Ann B' })
    expect(await assay.disableSubject('ann')).toMatchObject({ disabled: true })
    expect(await assay.endAllOfSubject('ann', { cause: 'key_compromise' })).toMatchObject({ affected: 1 })
  })
})

describe('failures', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'caller_refused'],
    [403, 'caller_not_permitted'],
    [404, 'not_found'],
    [409, 'conflict'],
    [422, 'invalid_request'],
    [429, 'too_many_requests'],
    [302, 'unexpected_answer'],
  ])('status %i is the error %s and is not tried again', async (status, code) => {
    const errors = [{ pointer: '/subject', detail: 'is required' }]
    plane.meetNext({ status, headers: { location: '/' }, body: { title: 'No', detail: 'Not so', errors } })
    const error = await failure(assay.issueSession({ subject: ANN }))
    expect(error).toMatchObject({
      code,
      httpStatus: status,
      requestId: 'req_stand_in',
      detail: 'Not so; /subject is required',
    })
    expect(plane.received).toHaveLength(1)
  })

  test('a lost connection is tried once more under the same Idempotency-Key', async () => {
    plane.meetNext('drop')
    await assay.issueSession({ subject: ANN })
    const [first, second] = plane.received.map((one) => one.headers['idempotency-key'])
    expect(first).toMatch(/^"[0-9a-f-]{36}"$/)
    expect(second).toBe(first)
    await assay.issueSession({ subject: ANN })
    expect(plane.received.at(-1)?.headers['idempotency-key']).not.toBe(first)
  })

  test('a 503 with Retry-After is tried once more, a second one is an outage', async () => {
    const down = { status: 503, headers: { 'retry-after': '0' }, body: { title: 'Store down' } }
    plane.meetNext(down)
    expect(await assay.verify({ token: 't' })).toMatchObject({ active: false })
    plane.meetNext(down, down)
    expect(await failure(assay.verify({ token: 't' }))).toBeInstanceOf(AssayUnavailable)
    expect(plane.received).toHaveLength(4)
  })

  test.each([
    ['without Retry-After', {}],
    ['that asks for more patience than the time limit', { 'retry-after': '30' }],
  ])('a 503 %s is an outage at once', async (_, headers) => {
    plane.meetNext({ status: 503, headers })
    expect(await failure(assay.verify({ token: 't' }))).toBeInstanceOf(AssayUnavailable)
    expect(plane.received).toHaveLength(1)
  })

  test('ending everything of a person is never tried twice', async () => {
    plane.meetNext('drop')
    expect(await failure(assay.endAllOfSubject('ann', { cause: 'key_compromise' }))).toBeInstanceOf(AssayUnavailable)
    expect(plane.received).toHaveLength(1)
  })

  test('a silent data plane is an outage after the time limit', async () => {
    // Attempts are counted as they leave: on a busy machine the limit may pass before the data plane has seen one.
    let attempts = 0
    const counting: typeof fetch = (...request) => {
      attempts += 1
      return fetch(...request)
    }
    const hurried = createAssay({ url: plane.url, key: KEY, timeoutMilliseconds: 40, fetch: counting })
    plane.meetNext('hang')
    expect(await failure(hurried.verify({ token: 't' }))).toMatchObject({
      httpStatus: null,
      detail: 'no answer within 40 ms',
    })
    expect(attempts).toBe(1)
  })

  test('neither the client nor its errors show the service key or a token when printed', async () => {
    plane.meetNext({ status: 500 }, 'drop', 'drop')
    const token = 'asy_test_session_aSecret'
    const errors = [await failure(assay.verify({ token })), await failure(assay.verify({ token }))]
    const printed = inspect([assay, errors], { depth: 9, showHidden: true }) + JSON.stringify([assay, errors])
    expect(printed).not.toContain(KEY)
    expect(printed).not.toContain(token)
  })

  test('a base URL with a path keeps it', async () => {
    const below = createAssay({ url: `${plane.url}/assay`, key: KEY })
    await failure(below.verify({ token: 't' }))
    expect(plane.received.at(-1)?.path).toBe('/assay/v1/verify')
  })
})
