import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testWorld } from '@/lib/services/testing'
import { CredentialAnswer, IssuedAnswer, RotatedAnswer } from '../schemas/credential'
import { ASSAY, startTestApi } from '../testing'

const world = await testWorld()
const api = await startTestApi(world)
const post = (path: string, body: object = {}, key = api.key) => api.call('POST', path, { body, key })
const SUBJECT = { external_id: 'ci', type: 'service' }

async function issue(body: object = {}) {
  const answer = await post('/v1/keys', { subject: SUBJECT, name: 'Deploy', ...body })
  expect(answer.status).toBe(201)
  return IssuedAnswer.parse(answer.json)
}

async function verdict(token: string, ip?: string) {
  const { active, reason } = (await post('/v1/verify', { token, context: { ip } })).json
  return active ? 'active' : reason
}

async function introspect(token: string, ip?: string) {
  const body = new URLSearchParams({ token, ...(ip !== undefined && { ip }) })
  return (await api.call('POST', '/oauth/introspect', { body })).text
}

const pointers = (json: { errors?: readonly { pointer: string }[] }) => json.errors?.map(({ pointer }) => pointer)

describe('a key with an address list', () => {
  const LIST = ['203.0.113.0/24', '2001:db8::/32']

  it('is accepted from within and refused from elsewhere, with the reason for those who may learn it', async () => {
    const { token, credential } = await issue({ allowed_addresses: LIST })
    expect(credential.allowed_addresses).toEqual(LIST)
    expect(await verdict(token, '203.0.113.7')).toBe('active')
    expect(await verdict(token, '2001:db8::9')).toBe('active')
    expect(await verdict(token, '::ffff:203.0.113.7')).toBe('active')
    const refused = (await post('/v1/verify', { token, context: { ip: '198.51.100.7' } })).json
    expect(refused).toMatchObject({ active: false, status: 401, code: 'invalid_token', reason: 'address_not_allowed' })
    expect(refused.detail).toContain('203.0.113.0/24')
  })

  it('is refused when nobody says where the request came from', async () => {
    const { token } = await issue({ allowed_addresses: LIST })
    expect(await verdict(token)).toBe('address_not_allowed')
    const { detail } = (await post('/v1/verify', { token })).json
    expect(detail).toContain('did not say where the request came from')
  })

  it('is introspected with the same bytes as any inactive one, and active where its address is given', async () => {
    const { token } = await issue({ allowed_addresses: LIST })
    const inactive = await introspect('asy_live_key_nothing')
    expect(await introspect(token, '198.51.100.7')).toBe(inactive)
    expect(await introspect(token)).toBe(inactive)
    expect(JSON.parse(await introspect(token, '203.0.113.7'))).toMatchObject({ active: true })
    const wrong = await api.call('POST', '/oauth/introspect', { body: new URLSearchParams({ token, ip: 'office' }) })
    expect([wrong.status, wrong.json.error]).toEqual([400, 'invalid_request'])
  })

  it('as a service key is held against the address that calls', async () => {
    const scopes = ['tokens:verify', 'reason:read']
    const subject = await world.subject(ASSAY, { type: 'service', represents: world.shop.id })
    const key = (allowedAddresses: string[]) =>
      world.issue(ASSAY, subject, { kind: 'api_key', name: 'Service key', scopes, allowedAddresses })
    const [inside, outside] = [await key(['127.0.0.0/8', '::1']), await key(['203.0.113.0/24'])]
    expect((await post('/v1/verify', { token: 'x' }, inside.token)).status).toBe(200)
    expect((await post('/v1/verify', { token: 'x' }, outside.token)).status).toBe(401)
  })
})

describe('a key', () => {
  it('keeps purpose, contact and tags, and shows them', async () => {
    const details = { purpose: 'Publishes releases', contact: 'platform@example.org', tags: ['ci', 'nightly'] }
    const { credential } = await issue({ ...details, tags: ['nightly', 'ci', 'ci'] })
    expect(credential).toMatchObject(details)
    const read = await api.call('GET', `/v1/credentials/${credential.id}`)
    expect(CredentialAnswer.parse(read.json).credential).toMatchObject(details)
  })

  it('is changed without a new token', async () => {
    const { token, credential } = await issue({ scopes: ['a', 'b'], tags: ['ci'] })
    const body = { name: 'Deploy (EU)', contact: 'eu@example.org', scopes: ['a'], allowed_addresses: ['203.0.113.7'] }
    const changed = CredentialAnswer.parse((await post(`/v1/keys/${credential.id}/change`, body)).json).credential
    expect(changed).toMatchObject({ ...body, tags: ['ci'], generation: 1 })
    expect(await verdict(token, '203.0.113.7')).toBe('active')
    expect(await verdict(token, '203.0.113.8')).toBe('address_not_allowed')
  })

  it.each<[string, object, string]>([
    ['an address that is none', { allowed_addresses: ['office'] }, '/allowed_addresses/0'],
    ['a network that begins in its middle', { allowed_addresses: ['10.0.0.5/8'] }, '/allowed_addresses/0'],
    [
      'too many addresses',
      { allowed_addresses: Array.from({ length: 51 }, (_, n) => `10.0.0.${n}`) },
      '/allowed_addresses',
    ],
    ['a tag in capitals', { tags: ['CI'] }, '/tags/0'],
    ['too many tags', { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, '/tags'],
    ['an empty contact', { contact: ' ' }, '/contact'],
    ['a field nobody knows', { owner: 'me' }, '/owner'],
  ])('is neither issued nor changed with %s', async (_, wrong, pointer) => {
    const made = await post('/v1/keys', { subject: SUBJECT, name: 'Deploy', ...wrong })
    expect([made.status, pointers(made.json)]).toEqual([400, [pointer]])
    const { credential } = await issue()
    const changed = await post(`/v1/keys/${credential.id}/change`, wrong)
    expect([changed.status, pointers(changed.json)]).toEqual([400, [pointer]])
  })

  it('gets no further scope by a change, and gets one with a new token', async () => {
    const { credential } = await issue({ scopes: ['a'] })
    const changed = await post(`/v1/keys/${credential.id}/change`, { scopes: ['a', 'b'] })
    expect([changed.status, pointers(changed.json)]).toEqual([400, ['/scopes/1']])
    const rotated = RotatedAnswer.parse((await post(`/v1/keys/${credential.id}/rotate`, { scopes: ['a', 'b'] })).json)
    expect(rotated.credential.scopes).toEqual(['a', 'b'])
  })
})

describe('an overlap', () => {
  it('is extended and ended by the application', async () => {
    const { token, credential } = await issue()
    const { json } = await post(`/v1/keys/${credential.id}/rotate`, { overlap_seconds: 60 })
    const until = new Date(Date.parse(json.credential.issued_at) + 3_600_000).toISOString()
    const extended = await post(`/v1/keys/${credential.id}/extend-overlap`, { until })
    expect(CredentialAnswer.parse(extended.json).credential).toMatchObject({
      state: 'in_overlap',
      overlap_until: until,
    })
    const ended = await post(`/v1/keys/${credential.id}/end-overlap`, { note: 'done' })
    expect(CredentialAnswer.parse(ended.json).credential.ended).toMatchObject({ reason: 'superseded' })
    expect(await verdict(token)).toBe('superseded')
    expect(await verdict(json.token)).toBe('active')
    expect((await post(`/v1/keys/${credential.id}/end-overlap`)).status).toBe(409)
    expect((await post(`/v1/keys/${credential.id}/extend-overlap`, { until })).status).toBe(409)
  })

  it.each(['change', 'end-overlap', 'extend-overlap'])('%s of a key that is not there answers 404', async (verb) => {
    const body = verb === 'extend-overlap' ? { until: '2030-01-01T00:00:00.000Z' } : {}
    expect((await post(`/v1/keys/${randomUUID()}/${verb}`, body)).status).toBe(404)
  })

  it('cannot last longer than thirty days after the rotation', async () => {
    const { credential } = await issue()
    await post(`/v1/keys/${credential.id}/rotate`, { overlap_seconds: 60 })
    const far = await post(`/v1/keys/${credential.id}/extend-overlap`, { until: '2999-01-01T00:00:00.000Z' })
    expect([far.status, pointers(far.json)]).toEqual([400, ['/until']])
  })
})
