import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '@/lib/core/instant'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { formatRequestId, newId } from '@/lib/crypto/id'
import { guide } from '@/lib/locale/guidance/guide'
import { revokeCredentials } from '../credentials/revoke'
import { takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { callerOf, type TestApplication } from '../testing-rows'
import { GUIDANCE_DAYS, readGuidance } from './read-guidance'
import { verifyToken } from './verify'

const world = await testWorld()
const clock = await world.database.movableClock()
const { owner } = world.database
await owner.query(`update application set name = 'Storefront', sign_in_url = 'https://shop.example/in' where id = $1`, [
  world.shop.id,
])

interface Presented {
  readonly by?: TestApplication
  readonly scopes?: readonly string[]
  readonly kind?: 'session' | 'api_key'
}

/** Presents a token as an application would; the reference of the refusal. */
async function refusedAs(token: string, { by = world.shop, scopes = CALLER_SCOPES, kind }: Presented = {}) {
  const context = world.asApplication(by, scopes)
  const service = await world.key(world.shop, { scopes })
  const caller = { ...callerOf(by, scopes), credentialId: service.id }
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  const requestUuid = newId(snapshot.now)
  await verifyToken(context, caller, {
    ...{ presentation, snapshot, touch: true, audience: null, kind: kind ?? null, scopes: [], sentAt: null },
    ...{ ip: '203.0.113.9', country: null, userAgent: 'Firefox', callerIp: null, requestUuid, requestAt: snapshot.now },
  })
  await world.services.api.telemetry.flush()
  return formatRequestId(requestUuid)
}

const read = (reference: string) => readGuidance(world.system, { reference })

async function told(reference: string) {
  const found = await read(reference)
  if (found === null) throw new Error('nothing to tell')
  const { tellable, holder, application } = found
  const context = { language: 'en', zone: 'UTC', holder, application: application.name } as const
  return guide(tellable, { ...context, signInUrl: application.signInUrl })
}

async function revokedSession(of = world.shop, note = 'Laptop stolen, case 4711') {
  const session = await world.session(of)
  await revokeCredentials(world.administrator, { credentialIds: [session.id], cause: 'key_compromise', note })
  return session
}

describe('whoever holds a reference', () => {
  test('reads what happened to their session, and where to sign in again', async () => {
    const reference = await refusedAs((await revokedSession()).token)
    expect(await told(reference)).toMatchObject({
      title: 'You were signed out to protect you',
      action: { words: 'Sign in again', url: 'https://shop.example/in' },
    })
    expect((await read(reference))?.application).toMatchObject({ name: 'Storefront' })
  })

  test('learns neither who they are to us, nor who acted, nor the note, nor any id but their own reference', async () => {
    const session = await revokedSession()
    const found = await read(await refusedAs(session.token))
    const text = JSON.stringify({ ...found, tellable: await told(found?.reference ?? '') })
    const { externalId, id } = session.subject
    for (const needle of [externalId, id, session.id, '203.0.113.9', 'Firefox', 'Dana', 'stolen', '4711'])
      expect(text).not.toContain(needle)
  })

  test('of a key reads what its developer needs, also where the application named no kind', async () => {
    const { token, id } = await world.key(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'unspecified' })
    for (const kind of ['api_key', undefined] as const)
      expect(await told(await refusedAs(token, kind && { kind }))).toMatchObject({ title: 'The key was revoked' })
  })

  test('reads the public code alone where the application’s key may not read reasons, whatever the reason was', async () => {
    const scopes = CALLER_SCOPES.filter((scope) => scope !== 'reason:read')
    const gone = await world.key(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [gone.id] })
    const tokens = ['hello', gone.token, (await revokedSession()).token]
    const texts = await Promise.all(tokens.map(async (token) => told(await refusedAs(token, { scopes }))))
    expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1)
    expect(texts[0]?.title).toBe('You need to sign in again')
  })

  test('reads nothing of another team’s credential but that it is not for here', async () => {
    const other = await world.application()
    const [live, gone] = [await world.session(other), await revokedSession(other)]
    const texts = await Promise.all([live, gone].map(async ({ token }) => told(await refusedAs(token))))
    expect(texts[0]).toEqual(texts[1])
    expect(texts[0]?.title).toBe('This sign-in is for another service')
    expect(JSON.stringify(texts)).not.toContain(other.slug)
  })
})

const now = await world.now()

describe('one and the same nothing is told', () => {
  test.each([
    ['malformed', 'hello'],
    ['a script', '<script>'],
    ['too long', `req_${'0'.repeat(2_000)}`],
    ['of no time at all', 'req_0000000000000000000000'],
    ['of a time that no calendar has', 'req_zzzzzzzzzzzzzzzzzzzzzz'],
    ['unknown', formatRequestId(newId(now))],
  ])('for a reference that is %s', async (_, reference) => expect(await read(reference)).toBeNull())

  test('for a reference that is older than it is good for, to the hour', async () => {
    const reference = await refusedAs((await revokedSession()).token)
    await clock.advance(GUIDANCE_DAYS * DAY - HOUR)
    expect(await read(reference)).not.toBeNull()
    await clock.advance(2 * HOUR)
    expect(await read(reference)).toBeNull()
  })
})
