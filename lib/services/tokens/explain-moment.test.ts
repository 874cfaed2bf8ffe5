import { beforeAll, describe, expect, test } from 'vitest'
import { issueServiceKey, startTestApi, type TestApi } from '@/lib/api/testing'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { explainMoment } from './explain-moment'

const world = await testWorld()
const clock = await world.database.movableClock()
const other = await world.application({ slug: 'desk', name: 'Desk' })
let api: TestApi
let NOW: Instant

beforeAll(async () => {
  api = await startTestApi(world)
  NOW = await world.now()
  await world.policy(world.shop.id, { idleSeconds: 30 * 60, from: NOW - 20 * HOUR })
})

async function around(subjectId: string, at: Instant, changes: { withinMinutes?: number } = {}, by = world.support) {
  const outcome = await explainMoment(by, { subjectId, at, ...changes })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function verify(token: string, context: object = {}): Promise<string> {
  const { json } = await api.call('POST', '/v1/verify', { body: { token, context } })
  await world.services.api.telemetry.flush()
  return json.request_id
}

const types = (events: readonly { type: string }[]) => events.map(({ type }) => type)

describe('around a moment', () => {
  test('the refusal a person saw comes first, told as it was, with its reference', async () => {
    const { id, token, subject } = await world.session(world.shop, { at: NOW - HOUR })
    const requestId = await verify(token, { ip: '203.0.113.5' })
    const told = await around(subject.id, NOW)
    expect(told.likely).toMatchObject([
      { type: 'refused', requestId, credentialId: id, verdict: { reason: 'idle' }, applicationName: 'Shop' },
    ])
    expect(told.events).toMatchObject([
      { type: 'ended', at: NOW - 30 * MINUTE, reason: 'idle' },
      { type: 'refused', reason: 'idle', requestId, ip: '203.0.•.•', count: 1 },
    ])
    const seen = await around(subject.id, NOW, {}, world.administrator)
    expect(seen.events.at(-1)).toMatchObject({ ip: '203.0.113.5' })
  })

  test('an ending nobody came back from is told without a refusal, as it stood at that moment', async () => {
    const { id, subject } = await world.session(world.shop, { at: NOW - 2 * HOUR })
    const at = NOW - 80 * MINUTE
    const { likely, lanes } = await around(subject.id, at)
    expect(likely).toMatchObject([{ type: 'ended', at: NOW - 90 * MINUTE, credentialId: id, requestId: null }])
    expect(likely[0]?.verdict).toMatchObject({ reason: 'idle', judgedAt: at, since: NOW - 90 * MINUTE })
    expect(lanes).toMatchObject([{ credentialId: id, until: NOW - 90 * MINUTE }])
  })

  test('everything stands on one line, in its order: issued, used, a policy, an act, an ending', async () => {
    await clock.setInstant(NOW + HOUR)
    const { id, token, subject } = await world.session(world.shop)
    await clock.advance(MINUTE)
    await verify(token)
    await clock.advance(MINUTE)
    await world.policy(world.shop.id, { idleSeconds: 20 * 60, from: await world.now() })
    await clock.advance(MINUTE)
    await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise', note: 'Ticket 7' })
    const told = await around(subject.id, await world.now())
    expect(types(told.events)).toEqual(['issued', 'used', 'policy', 'ended'])
    expect(told.events).toMatchObject([
      { at: NOW + HOUR, renewed: false },
      { minutes: 1 },
      { idleSeconds: 1_200 },
      { reason: 'revoked', cause: 'key_compromise', by: 'Dana Ortiz' },
    ])
    expect(told.lanes).toMatchObject([
      { credentialId: id, uses: [NOW + HOUR + MINUTE - ((NOW + HOUR + MINUTE) % MINUTE)] },
    ])
    await clock.reset()
  })

  test('a disabled person is told by the act and by the refusal', async () => {
    await clock.setInstant(NOW + 3 * HOUR)
    const { token, subject } = await world.session(world.shop)
    await world.disable('subject', subject.id)
    await verify(token)
    const { likely } = await around(subject.id, await world.now())
    expect(likely).toMatchObject([{ type: 'refused', verdict: { reason: 'subject_disabled' } }])
    await clock.reset()
  })

  test('signing out oneself is less likely than a refusal that lies further away', async () => {
    await clock.setInstant(NOW + 5 * HOUR)
    const mine = await world.session(world.shop)
    const theirs = await world.key(world.shop, { subject: mine.subject })
    await revokeCredentials(world.administrator, { credentialIds: [theirs.id], cause: 'key_compromise' })
    await verify(theirs.token)
    await clock.advance(8 * MINUTE)
    await revokeCredentials(world.administrator, { credentialIds: [mine.id], cause: 'logged_out' })
    const { likely } = await around(mine.subject.id, await world.now())
    expect(likely.map(({ credentialId }) => credentialId)).toEqual([theirs.id, mine.id])
    await clock.reset()
  })

  test('only what lies within the stretch is told, and only until now', async () => {
    const { subject } = await world.session(world.shop, { at: NOW - 3 * HOUR })
    const ended = NOW - 150 * MINUTE
    expect((await around(subject.id, ended + 6 * MINUTE, { withinMinutes: 5 })).events).toEqual([])
    expect(types((await around(subject.id, ended + 4 * MINUTE, { withinMinutes: 5 })).events)).toEqual(['ended'])
    const ahead = await around(subject.id, NOW + HOUR)
    expect([ahead.at, ahead.until]).toEqual([ahead.now, ahead.now])
  })

  test('of presentations that an hour counts together those within the stretch are counted', async () => {
    await clock.setInstant(NOW - (NOW % HOUR) + 10 * HOUR)
    const { id, token, subject } = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    await verify(token)
    await clock.advance(40 * MINUTE)
    const seen = [await verify(token), await verify(token)]
    const { events, likely } = await around(subject.id, (await world.now()) + SECOND, { withinMinutes: 10 })
    expect(events).toMatchObject([{ type: 'refused', count: 2 }])
    expect(seen).toContain(likely[0]?.requestId)
    await clock.reset()
  })

  test('nothing is invented where nothing happened', async () => {
    const { subject } = await world.session(world.shop)
    const at = (await world.now()) - 10 * HOUR
    expect(await around(subject.id, at)).toMatchObject({ likely: [], events: [], lanes: [] })
  })

  test('a credential used later was not idle before, however little is known of its uses', async () => {
    const { id, subject } = await world.session(world.shop, { at: NOW - 10 * HOUR })
    await world.usedAt(id, NOW)
    expect((await around(subject.id, NOW - 5 * HOUR)).likely).toEqual([])
  })
})

describe('the look itself', () => {
  test('is entered, writes no refusal and counts no use', async () => {
    const { id, subject } = await world.session(world.shop)
    const by = { ...world.support, correlationId: crypto.randomUUID() }
    await around(subject.id, await world.now(), {}, by)
    const [entry] = await world.entries({ correlationId: by.correlationId })
    expect(entry).toMatchObject({ targetType: 'subject', targetId: subject.id, detail: { by: 'moment' } })
    const { rows } = await world.database.owner.query(
      'select use_count::int as uses from credential_live where credential_id = $1',
      [id],
    )
    expect(rows).toEqual([{ uses: 0 }])
  })

  test('reaches only what is its own: another team’s person is not there, a shared one without the other team’s credentials', async () => {
    const desk = await world.operatorOf(other)
    const { subject } = await world.session(world.shop, { at: NOW - HOUR })
    await expect(around(subject.id, NOW, {}, desk)).rejects.toMatchObject({ code: 'not_found' })
    const sibling = await world.application({ slug: 'till', name: 'Till', directory: world.shop.directory })
    const till = await world.operatorOf(sibling)
    expect(await around(subject.id, NOW, {}, till)).toMatchObject({ events: [], lanes: [], likely: [] })
    expect((await around(subject.id, NOW)).events).not.toEqual([])
  })

  test('masks where a person was refused for whoever sees no addresses there', async () => {
    const sibling = await world.application({ directory: world.shop.directory })
    const { id, token, subject } = await world.session(world.shop, { at: NOW - MINUTE })
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    const key = await issueServiceKey(world, sibling)
    await api.call('POST', '/v1/verify', { key, body: { token, context: { ip: '203.0.113.61' } } })
    await world.services.api.telemetry.flush()
    const as = async (role: 'operator' | 'support') =>
      world.asOperator(
        await world.operator([
          { role: 'operator', applicationId: world.shop.id },
          { role, applicationId: sibling.id },
        ]),
      )
    const at = await world.now()
    const seen = JSON.stringify(await around(subject.id, at, {}, await as('operator')))
    expect(seen).toContain('203.0.113.61')
    const veiled = await around(subject.id, at, {}, await as('support'))
    expect(veiled.masked).toBe(true)
    expect(veiled.events).toContainEqual(expect.objectContaining({ type: 'refused', ip: '203.0.•.•' }))
    expect(JSON.stringify(veiled)).not.toContain('113.61')
  })

  test.for([
    ['/withinMinutes', { withinMinutes: 0 }],
    ['/withinMinutes', { withinMinutes: 1_441 }],
    ['/at', { at: -1 }],
    ['/subjectId', { subjectId: 'x' }],
  ])('is refused by field: %s', async ([pointer, changes]) => {
    const input = { subjectId: crypto.randomUUID(), at: NOW, ...(changes as object) }
    await expect(explainMoment(world.support, input)).rejects.toMatchObject({ fields: [{ pointer }] })
  })

  test('is refused for nobody and to an application', async () => {
    await expect(around(crypto.randomUUID(), NOW)).rejects.toMatchObject({ code: 'not_found' })
    await expect(around(crypto.randomUUID(), NOW, {}, world.asApplication(world.shop))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
