import { describe, expect, it } from 'vitest'
import { testWorld } from '@/lib/services/testing'
import { readIdempotencyKey } from './replay'
import { RotatedAnswer } from './schemas/credential'
import { issueServiceKey, startTestApi } from './testing'

const world = await testWorld()
const api = await startTestApi(world)

const issue = (key: string, body: object = { subject: { external_id: 'mia' } }) =>
  api.call('POST', '/v1/sessions', { body, headers: { 'idempotency-key': key } })

describe('Idempotency-Key', () => {
  it('gives the first answer again, token included, and says so', async () => {
    const first = await issue('"one"')
    const again = await issue('"one"')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.text).toBe(first.text)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect((await api.call('POST', '/v1/verify', { body: { token: again.json.token } })).json.active).toBe(true)
  })

  it('makes one credential of a hundred calls at once', async () => {
    const body = { subject: { external_id: 'noor' } }
    const answers = await Promise.all(Array.from({ length: 100 }, () => issue('many', body)))
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2)
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1)
    const sql = `select count(*)::int from credential join subject on subject.id = subject_id where external_id = 'noor'`
    expect((await world.database.owner.query(sql)).rows).toEqual([{ count: 1 }])
  })

  it('is refused with another payload', async () => {
    await issue('payload')
    const { status, json } = await issue('payload', { subject: { external_id: 'other' } })
    expect({ status, type: json.type }).toEqual({
      status: 422,
      type: 'https://assay.invalid/problems/idempotency-key-reused',
    })
  })

  it('keeps a refusal of the verb too', async () => {
    const key = await world.key(world.shop)
    const path = `/v1/keys/${key.id}/rotate`
    const rotate = (name: string) => api.call('POST', path, { headers: { 'idempotency-key': name } })
    const first = await rotate('first')
    expect(RotatedAnswer.parse(first.json).supersedes.id).toBe(key.id)
    expect((await rotate('first')).text).toBe(first.text)
    const refused = await rotate('second')
    expect(refused.status).toBe(409)
    const again = await rotate('second')
    expect({ status: again.status, text: again.text }).toEqual({ status: 409, text: refused.text })
    expect(again.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  })

  it('belongs to one service key: another one of the same application sees nothing of it', async () => {
    const first = await issue('shared')
    const key = await issueServiceKey(world, world.shop)
    const body = { subject: { external_id: 'mia' } }
    const other = await api.call('POST', '/v1/sessions', { key, body, headers: { 'idempotency-key': 'shared' } })
    expect(other.status).toBe(201)
    expect(other.json.token).not.toBe(first.json.token)
  })

  it('does nothing where it is not honoured', async () => {
    const headers = { 'idempotency-key': 'verify' }
    const { status, headers: answered } = await api.call('POST', '/v1/verify', { body: { token: 'a' }, headers })
    expect({ status, replayed: answered.get('idempotency-replayed') }).toEqual({ status: 200, replayed: null })
  })

  it.each([
    ['"a b"', 'a b'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
  ])('is read from %s', (header, key) => {
    expect(readIdempotencyKey(header)).toBe(key)
  })

  it.each(['', '""', 'a b', 'a,b', '"a', '"a"b"', 'é', `${'k'.repeat(256)}`, '"\\a"'])(
    'is not read from %j',
    (header) => {
      expect(() => readIdempotencyKey(header)).toThrow()
    },
  )

  it('that cannot be read is a 400, and nothing is issued', async () => {
    expect((await issue('"open')).status).toBe(400)
  })
})
