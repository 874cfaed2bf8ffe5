import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { wallClock } from '@/lib/clock'
import { SECOND } from '@/lib/core/instant'
import { readSsoSettings, saveSsoSettings } from '@/lib/services/operators/sso/settings'
import { signedInBy as signInByPassword } from '@/lib/services/operators/testing-sign-in'
import { systemContext } from './operator-door'
import { logOutByIssuer, signOutUrl } from './single-sign-on'
import { PASSWORD, ssoWorld, tokenOf } from './testing-sso'

const world = await ssoWorld()
const { issuer, settings, owner: by, actorOf } = world
afterAll(() => issuer.close())

const ONCALL = { name: 'oncall', role: 'operator', applicationId: null } as const

beforeEach(async () => {
  issuer.lies.idToken = null
  await world.setUp({ groups: [ONCALL] })
})

describe('signing out', () => {
  const nowSeconds = () => Math.floor(wallClock() / SECOND)
  const logoutToken = async (changes: Record<string, unknown>) =>
    issuer.sign({
      iss: issuer.url,
      aud: 'assay',
      iat: nowSeconds(),
      exp: nowSeconds() + 120,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...changes,
    })

  test('leads on to the issuer with the ID token of this session; a password’s session does not', async () => {
    const token = tokenOf(await world.signIn(world.person({ groups: ['oncall'] })))
    const url = await signOutUrl(settings, token, { ip: null, userAgent: null })
    expect(url?.href.startsWith(`${issuer.url}/session/end?`)).toBe(true)
    expect(url?.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3)
    expect(url?.searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/sign-in')
    await world.local('support', 'by-password@example.org')
    const door = systemContext(world.services.console, null)
    const own = await signInByPassword(
      door,
      { email: 'by-password@example.org', password: PASSWORD },
      { userAgent: null },
    )
    expect(await signOutUrl(settings, own.token, { ip: null, userAgent: null })).toBeNull()
  })

  async function sidOf(token: string): Promise<string> {
    const { rows } = await world.database.owner.query<{ sid: string }>(
      'select issuer_session_id as sid from sso_session where credential_id = $1',
      [(await actorOf(token)).sessionId],
    )
    return rows[0]?.sid ?? ''
  }

  test('at the issuer ends exactly the session that began with that one', async () => {
    const person = world.person({ groups: ['oncall'] })
    const [one, two] = [tokenOf(await world.signIn(person)), tokenOf(await world.signIn(person))]
    const sid = await sidOf(one)
    expect(await logOutByIssuer(settings, await logoutToken({ sub: person, sid }), null)).toBeNull()
    expect((await world.who(one)).state).toBe('signed_out')
    expect((await world.who(two)).state).toBe('signed_in')
    expect(await logOutByIssuer(settings, await logoutToken({ sub: person, sid }), null)).toBeNull()
  })

  test('of a person ends all of theirs and nobody else’s; a token kept for later ends nothing new', async () => {
    const [person, other] = [world.person({ groups: ['oncall'] }), world.person({ groups: ['oncall'] })]
    const theirs = [tokenOf(await world.signIn(person)), tokenOf(await world.signIn(person))]
    const neighbour = tokenOf(await world.signIn(other))
    const token = await logoutToken({ sub: person })
    expect(await logOutByIssuer(settings, token, null)).toBeNull()
    for (const each of theirs) expect((await world.who(each)).state).toBe('signed_out')
    expect((await world.who(neighbour)).state).toBe('signed_in')
    const old = await logoutToken({ sub: other, iat: nowSeconds() - 90, exp: nowSeconds() + 30 })
    expect(await logOutByIssuer(settings, old, null)).toBeNull()
    expect((await world.who(neighbour)).state).toBe('signed_in')
  })

  test('by a token of anybody else ends nothing', async () => {
    const person = world.person({ groups: ['oncall'] })
    const token = tokenOf(await world.signIn(person))
    const foreign = await issuer.sign({ ...JSON.parse('{}'), sub: person, iss: issuer.url, aud: 'assay' }, 'foreign')
    expect(await logOutByIssuer(settings, foreign, null)).toMatchObject({ code: expect.stringMatching(/^wrong_/) })
    expect((await world.who(token)).state).toBe('signed_in')
  })
})

describe('the settings', () => {
  test('are read without the secret, which the store has sealed and the audit never sees', async () => {
    const read = await readSsoSettings(by, {})
    expect(read).toMatchObject({ issuer: issuer.url, hasSecret: true, groups: [ONCALL] })
    const { rows } = await world.database.owner.query<{ text: string }>(
      'select p::text as text from sso_provider p union all select e::text from audit_entry e union all select s::text from sso_session s',
    )
    const secret = 'a-client-secret-known-to-the-test-issuer'
    const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')]
    expect(JSON.stringify(read)).not.toContain(secret)
    for (const { text } of rows) for (const form of forms) expect(text).not.toContain(form)
    // An ID token is as good as a name: it is not readable either.
    for (const { text } of rows) expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })

  test('keep the secret when none is given', async () => {
    await world.setUp({ groups: [ONCALL], clientSecret: undefined })
    tokenOf(await world.signIn(world.person({ groups: ['oncall'] })))
  })

  test.each([
    ['not a URL', 'issuer'],
    ['ftp://issuer.example.org', 'issuer'],
    ['https://issuer.example.org/?tenant=1', 'issuer'],
    ['https://user:password@issuer.example.org', 'issuer'],
  ])('%s is no issuer', async (text, field) => {
    await expect(world.setUp({ issuer: text })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: `/${field}` }],
    })
  })

  test('name no application that is not there, and no owner of a single one', async () => {
    const group = { name: 'shop', role: 'support', applicationId: randomUUID() } as const
    await expect(world.setUp({ groups: [group] })).rejects.toMatchObject({
      fields: [{ pointer: '/groups/0/applicationId' }],
    })
    const ownerOfOne = { name: 'shop', role: 'owner', applicationId: world.shop.id } as const
    await expect(world.setUp({ groups: [ownerOfOne] })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('are an owner’s alone, with a fresh proof', async () => {
    const draft = { issuer: issuer.url, label: 'x', clientId: 'x', scopes: [], groupsClaim: 'groups', groups: [] }
    const rest = { defaultRole: null, passwordsAllowed: true, enabled: true } as const
    const { administrator, support } = world
    for (const context of [administrator, support])
      await expect(saveSsoSettings(context, { ...draft, ...rest })).rejects.toMatchObject({ code: 'forbidden' })
    if (by.actor.type !== 'operator') throw new Error('The owner is an operator')
    const stale = { ...by, actor: { ...by.actor, authenticatedAt: 0 } }
    await expect(saveSsoSettings(stale, { ...draft, ...rest })).rejects.toMatchObject({ code: 'step_up_required' })
    await expect(readSsoSettings(support, {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('without passwords, owners still have theirs, others get the answer of a wrong one', async () => {
    await world.setUp({ groups: [ONCALL], passwordsAllowed: false })
    const mail = `${randomUUID()}@example.org`
    await world.local('support', `support-${mail}`)
    await world.local('owner', `owner-${mail}`)
    const door = systemContext(world.services.console, '203.0.113.4')
    const enter = (email: string, password = PASSWORD) =>
      signInByPassword(door, { email, password }, { userAgent: null })
    await expect(enter(`owner-${mail}`)).resolves.toBeDefined()
    const wrong = await enter(`support-${mail}`, 'not the right password').catch((error: Error) => error.message)
    const right = await enter(`support-${mail}`).catch((error: Error) => error.message)
    expect(right).toBe(wrong)
  })

  test('never leave an installation in which nobody could sign in while the issuer fails', async () => {
    const { rows } = await world.database.owner.query<{ id: string; hash: string }>(
      'select id, password_hash as hash from operator where password_hash is not null',
    )
    await world.database.owner.query('update operator set password_hash = null')
    await expect(world.setUp({ passwordsAllowed: false })).rejects.toThrow('No owner has a password')
    await expect(world.setUp({ enabled: false })).rejects.toThrow('No owner has a password')
    for (const { id, hash } of rows)
      await world.database.owner.query('update operator set password_hash = $2 where id = $1', [id, hash])
  })
})
