import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '@/lib/core/instant'
import { ServiceError, type ServiceErrorCode } from '@/lib/services/errors'
import { listOwnIdentities } from '@/lib/services/operators/sso/list-identities'
import { arrive, depart, signOutUrl } from './single-sign-on'
import { ssoWorld, tokenOf } from './testing-sso'

const world = await ssoWorld()
const { issuer, settings, owner: by, actorOf } = world
afterAll(() => issuer.close())

const ONCALL = { name: 'oncall', role: 'operator', applicationId: null } as const

beforeEach(async () => {
  issuer.lies.idToken = null
  await world.setUp({ groups: [ONCALL] })
})

const refusal = (code: string) => ({ state: 'refused', problem: { code } })

describe('signing in', () => {
  test('somebody whose group has a role becomes an operator with it, under issuer and subject', async () => {
    const person = world.person({ groups: ['oncall', 'staff'] })
    const arrived = await world.signIn(person)
    expect(arrived).toMatchObject({ state: 'signed_in', next: '/keys' })
    const actor = await actorOf(tokenOf(arrived))
    expect(actor).toMatchObject({ name: 'Mia Berg', bindings: [{ role: 'operator', applicationId: null }] })
    expect(await listOwnIdentities({ ...by, actor }, {})).toMatchObject([{ issuer: issuer.url, subject: person }])
  })

  test('the same person is the same operator the next time, whatever name and mail say then', async () => {
    const person = world.person({ groups: ['oncall'] })
    const first = await actorOf(tokenOf(await world.signIn(person)))
    issuer.accounts.set(person, { name: 'Mia Lund', email: 'lund@example.org', groups: ['oncall'] })
    expect((await actorOf(tokenOf(await world.signIn(person)))).id).toBe(first.id)
  })

  test('every part of it is entered', async () => {
    const actor = await actorOf(tokenOf(await world.signIn(world.person({ groups: ['oncall'] }))))
    const entries = (await world.entries()).filter(({ subjectId }) => subjectId === actor.subjectId)
    expect(entries.map(({ action }) => action).sort()).toEqual([
      'operator.created',
      'operator.signed_in',
      'session.issued',
      'sso.identity_linked',
      'subject.created',
    ])
  })

  test('what asks for a fresh proof counts from the proof at the issuer, and from never where it says none', async () => {
    const person = world.person({ groups: ['oncall'] })
    const now = await world.now()
    issuer.lies.idToken = ({ claims, sign }) => sign({ ...claims, auth_time: Math.floor(now / SECOND) - 3600 })
    expect((await actorOf(tokenOf(await world.signIn(person)))).authenticatedAt).toBeLessThan(now - 59 * MINUTE)
    issuer.lies.idToken = ({ claims, sign }) => sign({ ...claims, auth_time: undefined })
    expect((await actorOf(tokenOf(await world.signIn(person)))).authenticatedAt).toBe(0)
  })

  test('the session this browser had until then ends with its cookie', async () => {
    const person = world.person({ groups: ['oncall'] })
    const before = tokenOf(await world.signIn(person))
    const after = tokenOf(await world.signIn(person, { sessionToken: before }))
    expect([(await world.who(before)).state, (await world.who(after)).state]).toEqual(['signed_out', 'signed_in'])
  })

  test('a default role lets in whom no group does, and a group comes before it', async () => {
    await world.setUp({ groups: [ONCALL], defaultRole: 'auditor' })
    const plain = await actorOf(tokenOf(await world.signIn(world.person())))
    const oncall = await actorOf(tokenOf(await world.signIn(world.person({ groups: ['oncall'] }))))
    expect([plain.bindings, oncall.bindings]).toEqual([
      [{ role: 'auditor', applicationId: null }],
      [{ role: 'operator', applicationId: null }],
    ])
  })
})

describe('somebody in many groups', () => {
  const groups = (count: number, length: number) =>
    ['oncall', ...Array.from({ length: count - 1 }, () => randomBytes(length / 2).toString('hex'))] as const
  const among = (listed: readonly string[]) => {
    issuer.lies.idToken = ({ claims, sign }) => sign({ ...claims, groups: listed })
    return world.signIn(world.person())
  }

  test('500 of them with names as long as a UUID sign in, and out again at an address that servers accept', async () => {
    const token = tokenOf(await among(groups(500, 36)))
    expect((await actorOf(token)).bindings).toEqual([{ role: 'operator', applicationId: null }])
    const out = await signOutUrl(settings, token, { ip: null, userAgent: null })
    expect(out?.href).toContain('post_logout_redirect_uri')
    expect(out?.href.length).toBeLessThan(8_000)
  })

  test('whose token is longer than we keep is told so, and no account is made', async () => {
    const person = world.person()
    issuer.lies.idToken = ({ claims, sign }) => sign({ ...claims, groups: groups(500, 190) })
    expect(await world.signIn(person)).toMatchObject(refusal('token_too_long'))
    const { rows } = await world.database.owner.query('select from operator where email like $1', [`${person}%`])
    expect(rows).toEqual([])
  })
})

describe('what a verb refuses on the way back', () => {
  /** A session that confirms itself at the issuer, while its renewal here is refused in this way. */
  async function confirming(code: ServiceErrorCode) {
    const person = world.person({ groups: ['oncall'] })
    const token = tokenOf(await world.signIn(person))
    const { sessionId } = await actorOf(token)
    const arrival = { ...(await world.travel(person, { purpose: 'confirm', sessionId })), sessionToken: token }
    const within = () => Promise.reject(new ServiceError(code, 'Refused for a test.'))
    const services = { ...settings.services, config: { ...settings.services.config, within } }
    return arrive({ ...settings, services }, arrival)
  }

  test.each<[ServiceErrorCode, string]>([
    ['session_renewed', 'other_session'],
    ['unauthenticated', 'other_session'],
    ['step_up_required', 'other_session'],
    ['forbidden', 'refused_here'],
    ['not_found', 'refused_here'],
    ['invalid_input', 'refused_here'],
    ['conflict', 'refused_here'],
    ['too_many_attempts', 'refused_here'],
  ])('%s leads back to where they were, with words', async (code, told) => {
    expect(await confirming(code)).toMatchObject({ ...refusal(told), next: '/keys' })
    expect(world.logged()).toContain(told)
  })

  test.each<ServiceErrorCode>(['unavailable', 'misconfigured'])(
    '%s stays what it is: nobody did wrong',
    async (code) => {
      await expect(confirming(code)).rejects.toMatchObject({ code })
    },
  )
})

describe('nobody is let in', () => {
  test('whose groups have no role here; and no account is made', async () => {
    const person = world.person({ groups: ['staff'] })
    expect(await world.signIn(person)).toMatchObject(refusal('unknown_identity'))
    const { rows } = await world.database.owner.query('select from operator where email like $1', [`${person}%`])
    expect(rows).toEqual([])
  })

  test('by a mail address that a local owner has, nor is anything linked', async () => {
    const id = await world.local('owner', 'dana@example.org')
    const person = world.person({ email: 'DANA@example.org', groups: ['oncall'] })
    expect(await world.signIn(person)).toMatchObject(refusal('mail_taken'))
    const { rows } = await world.database.owner.query('select from operator_identity where operator_id = $1', [id])
    expect(rows).toEqual([])
  })

  test('who is disabled here', async () => {
    const person = world.person({ groups: ['oncall'] })
    await world.disable('subject', (await actorOf(tokenOf(await world.signIn(person)))).subjectId)
    expect(await world.signIn(person)).toMatchObject(refusal('disabled'))
  })

  test('who was disabled at the issuer', async () => {
    const person = world.person({ groups: ['oncall'] })
    tokenOf(await world.signIn(person))
    issuer.accounts.delete(person)
    expect(await world.signIn(person)).toMatchObject(refusal('denied'))
  })

  test('without a mail address an account could be made with', async () => {
    const person = world.person({ email: '', groups: ['oncall'] })
    expect(await world.signIn(person)).toMatchObject(refusal('no_mail'))
  })

  test('while single sign-on is off', async () => {
    const arrival = await world.travel(world.person({ groups: ['oncall'] }))
    await world.setUp({ groups: [ONCALL], enabled: false })
    expect(await arrive(settings, arrival)).toMatchObject(refusal('not_configured'))
    expect(await depart(settings, { purpose: 'sign_in', sessionId: null, next: '/', loginHint: null })).toBeNull()
  })

  test('by a token whose clock is off by 5 minutes, and the sentence has the seconds', async () => {
    issuer.lies.idToken = ({ claims, sign }) =>
      sign({ ...claims, iat: Number(claims.iat) + 300, exp: Number(claims.exp) + 300 })
    const arrived = await world.signIn(world.person({ groups: ['oncall'] }))
    expect(arrived).toMatchObject({ problem: { code: 'clock_off', facts: { aheadSeconds: expect.any(Number) } } })
  })

  test('and the refusal is entered with its reason', async () => {
    await world.signIn(world.person({ groups: ['staff'] }))
    const entries = await world.entries({ action: 'operator.sign_in_failed' })
    expect(entries.at(-1)?.detail).toEqual({ why: 'unknown_identity' })
  })
})

describe('a callback is worth nothing', () => {
  const good = () => world.travel(world.person({ groups: ['oncall'] }))

  test('in a browser that keeps no key, or the key of another journey (login CSRF)', async () => {
    const [mine, foreign] = [await good(), await good()]
    expect(await arrive(settings, { ...foreign, key: null })).toMatchObject(refusal('other_browser'))
    expect(await arrive(settings, { ...foreign, key: mine.key })).toMatchObject(refusal('other_browser'))
    // Neither of the two was used up by that.
    expect(await arrive(settings, mine)).toMatchObject({ state: 'signed_in' })
    expect(await arrive(settings, foreign)).toMatchObject({ state: 'signed_in' })
  })

  test('and the log says so by its code, while nobody is known, without what was sent', async () => {
    const foreign = await good()
    world.logged()
    await arrive(settings, { ...foreign, key: null })
    const forged = await good()
    forged.callback.searchParams.set('code', 'a-code-of-mine')
    await arrive(settings, forged)
    const text = world.logged()
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toEqual(
      ['other_browser', expect.stringMatching(/^[a-z_]+$/)].map((why) => ({
        ...{ at: expect.any(String), event: 'arrival_refused', why },
        request_id: expect.stringMatching(/^req_/),
      })),
    )
    for (const secret of [foreign.key, 'a-code-of-mine', foreign.callback.searchParams.get('state')])
      expect(text).not.toContain(secret)
  })

  test('a second time, with the same code and state', async () => {
    const arrival = await good()
    tokenOf(await arrive(settings, arrival))
    expect(await arrive(settings, arrival)).toMatchObject(refusal('over'))
  })

  test('of two at the same moment, for one of them', async () => {
    const arrival = await good()
    const states = (await Promise.all([arrive(settings, arrival), arrive(settings, arrival)])).map(({ state }) => state)
    expect(states.sort()).toEqual(['refused', 'signed_in'])
  })

  test('after ten minutes', async () => {
    const arrival = await good()
    await world.database.owner.query(`update sso_attempt set started_at = started_at - interval '11 minutes'`)
    expect(await arrive(settings, arrival)).toMatchObject(refusal('over'))
  })

  test('with an error instead of a code', async () => {
    const arrival = await good()
    arrival.callback.searchParams.delete('code')
    arrival.callback.searchParams.set('error', 'server_error')
    expect(await arrive(settings, arrival)).toMatchObject(refusal('issuer_error'))
  })

  test('and what the store keeps of it opens nothing', async () => {
    const arrival = await good()
    const { rows } = await world.database.owner.query<{ text: string }>('select a::text as text from sso_attempt a')
    for (const secret of [arrival.key, arrival.callback.searchParams.get('state') ?? '?'])
      for (const { text } of rows) expect(text).not.toContain(secret)
  })
})
