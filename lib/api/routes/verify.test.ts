import { describe, expect, it } from 'vitest'
import { createPool } from '@/db/client'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { type Reason, reasonFacts } from '@/lib/core/reasons'
import { readRequestId } from '@/lib/crypto/id'
import { createServices } from '@/lib/services/create-services'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { testWorld } from '@/lib/services/testing'
import { createApi } from '../app'
import { VerifyAnswer } from '../schemas/verify'
import { issueServiceKey, startTestApi } from '../testing'
import { refusedCases, tokenOfMissingKey, withOtherSecret } from '../testing-refusals'

const world = await testWorld()
const api = await startTestApi(world)
const { telemetry } = world.services.api

const verify = (token: string, more: { context?: object; touch?: boolean; key?: string } = {}) => {
  const { key, ...body } = more
  return api.call('POST', '/v1/verify', { body: { token, ...body }, ...(key && { key }) })
}

async function refusalOf(requestId: string) {
  await telemetry.flush()
  const { rows } = await world.database.owner.query(
    `select refusal.* from refusal join refusal_request on refusal_request.refusal_id = refusal.id where request_id = $1`,
    [readRequestId(requestId)?.id],
  )
  return rows
}

async function useCount(credentialId: string): Promise<number> {
  await telemetry.flush()
  const { rows } = await world.database.owner.query('select use_count from credential_live where credential_id = $1', [
    credentialId,
  ])
  return rows[0]?.use_count
}

describe('an active token', () => {
  it('is told with its credential, its subject and the end of its life', async () => {
    const { token, id, subject } = await world.session(world.shop, { scopes: ['orders:read'] })
    const { status, json } = await verify(token, { context: { scopes: ['orders:read'], kind: 'session' } })
    expect(status).toBe(200)
    const answer = VerifyAnswer.parse(json)
    expect(answer).toMatchObject({
      active: true,
      status: 200,
      credential: { id, scopes: ['orders:read'], application: 'shop' },
    })
    expect(answer.active && answer.subject).toMatchObject({ id: subject.id, external_id: subject.externalId })
    expect(answer.active && answer.credential.ends_at).not.toBeNull()
  })

  it('counts as one use, from the address its application reports', async () => {
    const { token, id } = await world.session(world.shop)
    await verify(token, { context: { ip: '::ffff:203.0.113.9' } })
    expect(await useCount(id)).toBe(1)
    const { rows } = await world.database.owner.query(
      'select host(last_used_ip) as ip from credential_live where credential_id = $1',
      [id],
    )
    expect(rows).toEqual([{ ip: '203.0.113.9' }])
  })

  it('is not used by looking at it', async () => {
    const { token, id } = await world.session(world.shop)
    expect((await verify(token, { touch: false })).json.active).toBe(true)
    expect(await useCount(id)).toBe(0)
  })

  it('counts the use of the service key that asked as well', async () => {
    const key = await issueServiceKey(world, world.shop)
    const { token } = await world.session(world.shop)
    await verify(token, { key })
    await verify(token, { key, touch: false })
    await telemetry.flush()
    const { rows } = await world.database.owner.query(
      `select use_count from credential_live join credential on credential.id = credential_id where credential.selector = $1`,
      [key.replace('asy_live_key_', '').slice(2, 18)],
    )
    expect(rows).toEqual([{ use_count: 2 }])
  })
})

describe('a refused token', () => {
  const cases = refusedCases(world, api)

  it.each(cases)('says $reason of $title', async ({ reason, cause, make }) => {
    const { token, context, key } = await make()
    const { status, json, headers } = await verify(token, { ...(context && { context }), ...(key && { key }) })
    expect(status).toBe(200)
    expect(VerifyAnswer.parse(json)).toMatchObject({ active: false, reason, code: reasonFacts(reason).publicCode })
    expect(json.status).toBe(reasonFacts(reason).status)
    expect(json.cause).toBe(cause ?? (reason === 'revoked' ? expect.any(String) : undefined))
    expect(json.detail.length).toBeGreaterThan(10)
    expect(json.request_id).toBe(headers.get('x-request-id'))
    expect(await refusalOf(json.request_id)).toMatchObject([{ reason }])
  })

  it('covers every reason that has a mechanism', () => {
    const produced: Reason[] = [
      ...['malformed', 'wrong_environment', 'mistyped', 'forged', 'unknown', 'mismatch', 'revoked', 'superseded'],
      ...['suspended', 'subject_disabled', 'application_disabled', 'expired', 'idle', 'not_yet_valid', 'clock_skew'],
      ...['wrong_audience', 'wrong_kind', 'insufficient_scope'],
    ] as Reason[]
    expect([...new Set(cases.map(({ reason }) => reason))].sort()).toEqual(produced.sort())
  })

  it('keeps the reason from a caller without reason:read', async () => {
    const scopes = CALLER_SCOPES.filter((scope) => scope !== 'reason:read')
    const key = await issueServiceKey(world, world.shop, scopes)
    const { token, id } = await world.session(world.shop)
    await api.call('POST', `/v1/credentials/${id}/revoke`)
    const { json } = await verify(token, { key })
    expect(json).toEqual({
      active: false,
      request_id: expect.stringMatching(/^req_[0-9A-Za-z]{22}$/),
      status: 401,
      code: 'invalid_token',
      challenge: 'Bearer realm="shop", error="invalid_token"',
    })
  })

  it('of another team tells neither whose it is nor what became of it, whatever audience is named', async () => {
    const other = await world.application()
    const [live, gone] = [await world.session(other), await world.session(other)]
    await revokeCredentials(world.administrator, { credentialIds: [gone.id], note: 'for our own eyes' })
    const [ofLive, ofGone] = [await verify(live.token), await verify(gone.token)]
    const { request_id: _live, ...told } = ofLive.json
    expect(ofGone.json).toEqual({ ...told, request_id: expect.any(String) })
    expect(told).toMatchObject({ active: false, reason: 'wrong_audience' })
    expect(await refusalOf(ofGone.json.request_id)).toMatchObject([{ reason: 'revoked' }])
    for (const audience of [other.slug, 'assay']) {
      const { status, json } = await verify(live.token, { context: { audience } })
      expect([status, json.errors]).toMatchObject([400, [{ pointer: '/context/audience' }]])
    }
    expect(await useCount(live.id)).toBe(0)
  })

  it('is accepted for a named audience that shares its directory', async () => {
    const sister = await world.application({ directory: world.shop.directory })
    const { token } = await world.session(sister)
    expect((await verify(token, { context: { audience: sister.slug } })).json.active).toBe(true)
    expect((await verify(token)).json).toMatchObject({ active: false, reason: 'wrong_audience' })
  })

  it('names the missing scopes in the challenge', async () => {
    const { token } = await world.session(world.shop)
    const { json } = await verify(token, { context: { scopes: ['orders:write', 'orders:read'] } })
    expect(json).toMatchObject({
      status: 403,
      challenge: 'Bearer realm="shop", error="insufficient_scope", scope="orders:write orders:read"',
    })
  })

  it('leaves no refusal behind when nobody was acting', async () => {
    const { json } = await verify('hello', { touch: false })
    expect(json.reason).toBe('malformed')
    expect(await refusalOf(json.request_id)).toEqual([])
  })

  it('keeps what its application reported of the request, and where that application called from', async () => {
    const context = { ip: '2001:DB8:0::1', country: 'NL', user_agent: 'Mozilla/5.0' }
    const { json } = await verify((await world.session(await world.application())).token, { context })
    expect(await refusalOf(json.request_id)).toMatchObject([
      {
        ip: '2001:db8::1',
        country: 'NL',
        user_agent: 'Mozilla/5.0',
        caller_ip: '127.0.0.1',
        application_id: world.shop.id,
      },
    ])
  })

  it('fills a count and not the disk with guesses, whatever user agents they name', async () => {
    const ip = '203.0.113.77'
    const guess = (user_agent: string) => verify('guess', { context: { ip, user_agent } })
    const answers = await Promise.all(['one', 'two', 'three'].map(guess))
    expect(await refusalOf(answers[0]?.json.request_id)).toMatchObject([{ count: 3, ip }])
    const strangers = ['four', 'five'].map((name) =>
      api.call('POST', '/v1/verify', { key: 'guess', headers: { 'user-agent': name } }),
    )
    const [first, second] = (await Promise.all(strangers)).map(({ json }) => json.request_id)
    expect(await refusalOf(first)).toEqual(await refusalOf(second))
  })

  it('of a credential of ours is a row for each user agent', async () => {
    const { token, id } = await world.session(world.shop)
    await api.call('POST', `/v1/credentials/${id}/revoke`)
    const answers = await Promise.all(['one', 'two'].map((user_agent) => verify(token, { context: { user_agent } })))
    for (const { json } of answers) expect(await refusalOf(json.request_id)).toMatchObject([{ count: 1 }])
  })

  it('is told the same for a guessed secret of a revoked session as for any forgery', async () => {
    const session = await world.session(world.shop)
    await api.call('POST', `/v1/credentials/${session.id}/revoke`)
    const { json } = await verify(withOtherSecret(session.token))
    expect(json.reason).toBe('forged')
    expect(await refusalOf(json.request_id)).toMatchObject([{ reason: 'forged', credential_id: null }])
  })

  it('stays refused on the call after a revoke returned, however often it is asked at once', async () => {
    const { token, id } = await world.session(world.shop)
    await api.call('POST', `/v1/credentials/${id}/revoke`)
    const answers = await Promise.all(Array.from({ length: 50 }, () => verify(token)))
    expect(answers.map(({ json }) => json.active)).not.toContain(true)
  })
})

describe('a failure of Assay', () => {
  it('is 503 and never blamed on the token when an issuer key is missing here', async () => {
    const { status, json, headers } = await verify(await tokenOfMissingKey(world))
    expect({ status, type: json.type }).toEqual({
      status: 503,
      type: 'https://assay.invalid/problems/verifier-unavailable',
    })
    expect(headers.get('retry-after')).toBe('1')
    expect(json).not.toHaveProperty('active')
  })

  it('is 503 and never active when the store is away', async () => {
    const { token } = await world.session(world.shop)
    const pool = createPool({ url: 'postgres://assay@127.0.0.1:1/assay', applicationName: 'nowhere' })
    const app = createApi({ services: createServices(pool, world.keyring), issuer: 'http://localhost' })
    const answer = await app.request('/v1/verify', {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.json()).toMatchObject({ type: 'https://assay.invalid/problems/verifier-unavailable' })
    await pool.end()
  })
})
