import { beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '@/lib/api/testing'
import { refusedCases } from '@/lib/api/testing-refusals'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { context, testWorld } from '../testing'
import { createShare } from './create'
import { listShares } from './list'
import { openShare } from './open'
import { revokeShare } from './revoke'

const world = await testWorld()
const clock = await world.database.movableClock()
const other = await world.application({ slug: 'desk', name: 'Desk' })
let api: TestApi
let networks = 0

beforeAll(async () => {
  api = await startTestApi(world)
})

/** Somebody who holds a link, from a network of their own. */
const stranger = () => {
  networks += 1
  const page = context(world.services.console, { type: 'system', name: 'Shared explanation' })
  return { ...page, requestIp: `198.51.${networks}.7` }
}
const openAs = (token: string, by = stranger()) => openShare(by, { token })

async function refused() {
  const subject = await world.subject(world.shop, {
    name: 'Amara Diallo',
    email: 'amara@example.org',
    externalId: `cust-77-${crypto.randomUUID().slice(0, 8)}`,
  })
  const { id, token } = await world.session(world.shop, { subject })
  await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise', note: 'Laptop stolen' })
  const { json } = await api.call('POST', '/v1/verify', {
    body: { token, context: { ip: '203.0.113.9', country: 'AT' } },
  })
  await world.services.api.telemetry.flush()
  return { requestId: json.request_id as string, credentialId: id, subject }
}

async function shared(
  of: Parameters<typeof createShare>[1]['of'],
  life: '1h' | '1d' | '7d' = '1h',
  by = world.support,
) {
  const outcome = await createShare(by, { of, life })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

const byRequest = (requestId: string) => ({ by: 'request', requestId }) as const

describe('a link', () => {
  test('shows the explanation to whoever holds it, without signing in', async () => {
    const { requestId } = await refused()
    const { token, expiresAt } = await shared(byRequest(requestId))
    expect(await openAs(token)).toMatchObject({
      expiresAt,
      frozen: {
        requestId,
        kind: 'session',
        applicationName: 'Shop',
        verdict: { reason: 'revoked', cause: 'key_compromise' },
      },
    })
  })

  test('carries at least 256 random bits, of which only a digest is stored', async () => {
    const { requestId } = await refused()
    const { token } = await shared(byRequest(requestId))
    expect(token).toMatch(/^[0-9A-Za-z]{43}$/)
    const { rows } = await world.database.owner.query('select share_link::text as line from share_link')
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(await world.entries({ action: 'explanation.shared' }))).not.toContain(token)
  })

  test('names nobody: no name, mail, address, note, device, nor any id but the reference', async () => {
    const { requestId, credentialId, subject } = await refused()
    const of = { by: 'credential', credentialId, at: await world.now() } as const
    for (const { token } of [await shared(byRequest(requestId)), await shared(of)]) {
      const told = JSON.stringify(await openAs(token))
      for (const secret of ['Amara', 'amara@', 'cust-77', '203.0.113.9', 'Dana', 'Laptop', credentialId, subject.id])
        expect(told.includes(secret), secret).toBe(false)
      expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    }
  })

  test('names nobody, whatever the reason', async () => {
    for (const { title, make } of refusedCases(world, api)) {
      const { token, ...call } = await make()
      const { context: seen = {}, key } = call as { context?: object; key?: string }
      const body = { token, context: { ...seen, ip: '203.0.113.77', user_agent: 'Secret/1' } }
      const { json } = await api.call('POST', '/v1/verify', { body, ...(key && { key }) })
      await world.services.api.telemetry.flush()
      const link = await shared(byRequest(json.request_id))
      const told = JSON.stringify(await openAs(link.token))
      expect(told, title).not.toMatch(/203\.0\.113|Secret|Dana|Sam Lee|[0-9a-f]{8}-[0-9a-f]{4}-/)
    }
  })

  test('stays as it was when it was made', async () => {
    const { id: credentialId } = await world.session(world.shop)
    const { token } = await shared({ by: 'credential', credentialId, at: await world.now() })
    await revokeCredentials(world.administrator, { credentialIds: [credentialId] })
    expect((await openAs(token))?.frozen.verdict.active).toBe(true)
  })

  test.for([
    ['1h', HOUR],
    ['1d', 24 * HOUR],
    ['7d', 7 * 24 * HOUR],
  ] as const)('of %s ends by the clock, at its instant', async ([life, length]) => {
    const { requestId } = await refused()
    const { token } = await shared(byRequest(requestId), life)
    await clock.advance(length - MINUTE)
    expect(await openAs(token)).not.toBeNull()
    await clock.advance(MINUTE)
    expect(await openAs(token)).toBeNull()
    await clock.reset()
  })

  test('is over at once when it is revoked, and says no more than one that never was', async () => {
    const { requestId } = await refused()
    const { id, token } = await shared(byRequest(requestId))
    expect(await revokeShare(world.support, { shareId: id })).toMatchObject({ ok: true })
    expect([await openAs(token), await openAs('never'), await openAs('')]).toEqual([null, null, null])
    expect(await revokeShare(world.support, { shareId: id })).toMatchObject({ ok: false, code: 'already_over' })
  })

  test('is listed beside its explanation with how often it was opened, never with its token', async () => {
    const { requestId } = await refused()
    const { id, token } = await shared(byRequest(requestId))
    await openAs(token)
    await openAs(token)
    await openAs(`${token}x`)
    const links = await listShares(world.support, { of: byRequest(requestId) })
    expect(links).toMatchObject([{ id, opened: 2, live: true, createdBy: 'Sam Lee', revokedAt: null }])
    expect(JSON.stringify(links)).not.toContain(token)
  })

  test('is entered when it is made and when it is revoked', async () => {
    const { requestId } = await refused()
    const { id, expiresAt } = await shared(byRequest(requestId))
    await revokeShare(world.support, { shareId: id })
    const made = (await world.entries({ action: 'explanation.shared' })).at(-1)
    expect(made).toMatchObject({ targetType: 'share_link', targetId: id, detail: { key: requestId, expiresAt } })
    expect((await world.entries({ action: 'explanation.share_revoked' })).at(-1)).toMatchObject({ targetId: id })
  })
})

describe('a link is refused', () => {
  test('for what is not there or out of reach, and its links with it', async () => {
    const { requestId, credentialId } = await refused()
    const { id } = await shared(byRequest(requestId))
    const desk = await world.operatorOf(other)
    const missing = { code: 'not_found' }
    await expect(shared(byRequest('req_0000000000000000000000'))).rejects.toMatchObject(missing)
    await expect(shared(byRequest(requestId), '1h', desk)).rejects.toMatchObject(missing)
    await expect(shared({ by: 'credential', credentialId, at: 1 }, '1h', desk)).rejects.toMatchObject(missing)
    await expect(revokeShare(desk, { shareId: id })).rejects.toMatchObject(missing)
    expect(await listShares(desk, { of: byRequest(requestId) })).toEqual([])
  })

  test('to an auditor and to applications', async () => {
    const { requestId } = await refused()
    const auditor = world.asOperator(await world.operator('auditor'))
    for (const by of [auditor, world.asApplication(world.shop)]) {
      await expect(shared(byRequest(requestId), '1h', by)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listShares(by, { of: byRequest(requestId) })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('for a life that is not offered, and in the store for one beyond a week', async () => {
    const { requestId } = await refused()
    await expect(shared(byRequest(requestId), '1y' as '1h')).rejects.toMatchObject({ fields: [{ pointer: '/life' }] })
    const longer = `update share_link set expires_at = created_at + interval '8 days'`
    await expect(world.database.owner.query(longer)).rejects.toThrow(/share_link_life/)
  })

  test('to a network that opened sixty within the hour, good or bad; another is let in', async () => {
    const { requestId } = await refused()
    const { token } = await shared(byRequest(requestId))
    const by = stranger()
    for (let opened = 0; opened < 60; opened += 1) await openAs('guess', by)
    await expect(openAs(token, by)).rejects.toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 3_600 })
    expect(await openAs(token)).not.toBeNull()
  })

  test('to be opened by anybody but the page for it', async () => {
    await expect(openAs('token', { ...world.support, requestIp: '198.51.200.7' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
