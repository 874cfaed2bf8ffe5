import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { testWorld } from '@/lib/services/testing'
import { CredentialAnswer, IssuedAnswer, RotatedAnswer } from '../schemas/credential'
import { CredentialPage, EndAllAnswer, SubjectAnswer } from '../schemas/subject'
import { issueServiceKey, startTestApi } from '../testing'

const world = await testWorld()
const api = await startTestApi(world)
const other = await issueServiceKey(world, await world.application())

const post = (path: string, body: object = {}, key = api.key) => api.call('POST', path, { body, key })
const verdict = async (token: string) => {
  const { active, reason } = (await post('/v1/verify', { token })).json
  return active ? 'active' : reason
}

describe('a session, from sign-in to its end', () => {
  it('is issued with a token that is active at once, and ended by its id', async () => {
    const context = { ip: '203.0.113.7', user_agent: 'Mozilla/5.0', country: 'NL' }
    const subject = { external_id: 'mia', name: 'Mia Berg', email: 'mia@example.org' }
    const issued = await post('/v1/sessions', { subject, context, auth_method: 'pwd', scopes: ['orders:read'] })
    expect(issued.status).toBe(201)
    const { token, credential } = IssuedAnswer.parse(issued.json)
    expect(credential).toMatchObject({ kind: 'session', application: 'shop', scopes: ['orders:read'], ended: null })
    expect(await verdict(token)).toBe('active')

    const revoked = await post(`/v1/credentials/${credential.id}/revoke`, { cause: 'logged_out', note: 'Ticket 7' })
    const { ended } = CredentialAnswer.parse(revoked.json).credential
    expect(ended).toMatchObject({ reason: 'revoked', cause: 'logged_out' })
    expect(await verdict(token)).toBe('revoked')
    const again = await post(`/v1/credentials/${credential.id}/revoke`, { cause: 'key_compromise' })
    expect(CredentialAnswer.parse(again.json).credential.ended).toEqual(ended)
  })

  it('is suspended and resumed', async () => {
    const { token, id } = await world.session(world.shop)
    const until = '2999-01-01T00:00:00.000Z'
    const suspended = await post(`/v1/credentials/${id}/suspend`, { until })
    expect(CredentialAnswer.parse(suspended.json).credential).toMatchObject({
      state: 'suspended',
      suspended_until: until,
    })
    expect(await verdict(token)).toBe('suspended')
    expect((await post(`/v1/credentials/${id}/suspend`)).status).toBe(409)
    CredentialAnswer.parse((await post(`/v1/credentials/${id}/resume`)).json)
    expect(await verdict(token)).toBe('active')
  })
})

describe('an API key', () => {
  it('is rotated: both tokens are active during the overlap', async () => {
    const body = { subject: { external_id: 'ci', type: 'service' }, name: 'Deploy', scopes: ['orders:write'] }
    const { token, credential } = IssuedAnswer.parse((await post('/v1/keys', body)).json)
    const rotated = await post(`/v1/keys/${credential.id}/rotate`, { overlap_seconds: 60 })
    expect(rotated.status).toBe(201)
    const successor = RotatedAnswer.parse(rotated.json)
    expect(successor.supersedes).toEqual({ id: credential.id, overlap_until: expect.any(String) })
    expect(successor.credential).toMatchObject({ generation: 2, family_id: credential.family_id })
    expect([await verdict(token), await verdict(successor.token)]).toEqual(['active', 'active'])
    expect((await post(`/v1/keys/${credential.id}/rotate`)).status).toBe(409)
  })
})

describe('a person', () => {
  it('is made known once and brought up to date after', async () => {
    const put = (body: object) => api.call('PUT', '/v1/subjects/noor%2F1', { body })
    const made = await put({ name: 'Noor' })
    expect(made.status).toBe(201)
    expect(SubjectAnswer.parse(made.json).subject).toMatchObject({ external_id: 'noor/1', disabled: false })
    const changed = await put({ email: 'noor@example.org' })
    expect(changed.status).toBe(200)
    expect(changed.json.subject).toMatchObject({ name: 'Noor', email: 'noor@example.org' })
  })

  it('is disabled and enabled', async () => {
    const { token, subject } = await world.session(world.shop)
    const { json } = await post(`/v1/subjects/${subject.externalId}/disable`)
    expect(SubjectAnswer.parse(json).subject.disabled).toBe(true)
    expect(await verdict(token)).toBe('subject_disabled')
    await post(`/v1/subjects/${subject.externalId}/enable`)
    expect(await verdict(token)).toBe('active')
  })

  it('loses everything up to now, and may sign in again', async () => {
    const { token, subject } = await world.session(world.shop)
    const ended = await post(`/v1/subjects/${subject.externalId}/end-all`, { cause: 'key_compromise' })
    expect(EndAllAnswer.parse(ended.json).affected).toBe(1)
    expect(await verdict(token)).toBe('revoked')
    const next = await post('/v1/sessions', { subject: { external_id: subject.externalId } })
    expect(await verdict(next.json.token)).toBe('active')
  })

  it('has a list of credentials, newest first, page by page', async () => {
    const subject = await world.subject(world.shop)
    const ids: string[] = []
    for (let made = 0; made < 5; made += 1) ids.unshift((await world.session(world.shop, { subject })).id)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = `limit=2${cursor && `&cursor=${cursor}`}`
      const { json } = await api.call('GET', `/v1/subjects/${subject.externalId}/credentials?${query}`)
      const page = CredentialPage.parse(json)
      seen.push(...page.credentials.map(({ id }) => id))
      cursor = page.next_cursor
    }
    expect(seen).toEqual(ids)
  })

  it.each(['limit=0', 'limit=x', 'cursor=abc', 'order=name'])('has no page %s', async (query) => {
    const { subject } = await world.session(world.shop)
    const { status } = await api.call('GET', `/v1/subjects/${subject.externalId}/credentials?${query}`)
    expect(status).toBe(400)
  })
})

describe('what belongs to another application', () => {
  it('looks the same as what does not exist', async () => {
    const { id, token, subject } = await world.session(world.shop)
    const key = await world.key(world.shop)
    const calls = (credentialId: string, keyId: string, externalId: string) => [
      ['GET', `/v1/credentials/${credentialId}`],
      ['POST', `/v1/credentials/${credentialId}/revoke`],
      ['POST', `/v1/credentials/${credentialId}/suspend`],
      ['POST', `/v1/credentials/${credentialId}/resume`],
      ['POST', `/v1/keys/${keyId}/rotate`],
      ['POST', `/v1/subjects/${externalId}/disable`],
      ['POST', `/v1/subjects/${externalId}/end-all`],
      ['GET', `/v1/subjects/${externalId}/credentials`],
    ]
    const ask = async (call: string[]) => {
      const { status, json } = await api.call(call[0] ?? '', call[1] ?? '', { key: other })
      return { status, ...json, request_id: null }
    }
    const absent = calls(randomUUID(), randomUUID(), 'nobody')
    for (const [index, call] of calls(id, key.id, subject.externalId).entries()) {
      const answer = await ask(call)
      expect(answer).toEqual(await ask(absent[index] ?? []))
      expect(answer.status).toBe(404)
    }
    expect(await verdict(token)).toBe('active')
  })
})

describe('every call', () => {
  const all: [string, string, object | undefined, string][] = [
    ['POST', '/v1/verify', { token: 'a' }, 'tokens:verify'],
    ['POST', '/v1/sessions', { subject: { external_id: 'a' } }, 'sessions:issue'],
    ['POST', '/v1/keys', { subject: { external_id: 'a' }, name: 'a' }, 'keys:issue'],
    ['POST', `/v1/keys/${randomUUID()}/rotate`, {}, 'keys:rotate'],
    ['GET', `/v1/credentials/${randomUUID()}`, undefined, 'subjects:read'],
    ['POST', `/v1/credentials/${randomUUID()}/revoke`, {}, 'credentials:revoke'],
    ['POST', `/v1/credentials/${randomUUID()}/suspend`, {}, 'credentials:suspend'],
    ['POST', `/v1/credentials/${randomUUID()}/resume`, {}, 'credentials:suspend'],
    ['PUT', '/v1/subjects/a', {}, 'subjects:write'],
    ['POST', '/v1/subjects/a/disable', {}, 'subjects:write'],
    ['POST', '/v1/subjects/a/enable', {}, 'subjects:write'],
    ['POST', '/v1/subjects/a/end-all', {}, 'credentials:revoke'],
    ['GET', '/v1/subjects/a/credentials', undefined, 'subjects:read'],
  ]

  it.each(all)('%s %s needs its own scope and no other', async (method, path, body, scope) => {
    const without = await issueServiceKey(
      world,
      world.shop,
      CALLER_SCOPES.filter((each) => each !== scope),
    )
    expect((await api.call(method, path, { key: without, body })).status).toBe(403)
    const alone = await issueServiceKey(world, world.shop, [scope])
    expect([200, 201, 404]).toContain((await api.call(method, path, { key: alone, body })).status)
    expect((await api.call(method, path, { key: null, body })).status).toBe(401)
  })
})
