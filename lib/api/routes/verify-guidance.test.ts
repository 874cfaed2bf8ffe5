import { describe, expect, it } from 'vitest'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { reasonFacts } from '@/lib/core/reasons'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { testWorld } from '@/lib/services/testing'
import { VerifyAnswer } from '../schemas/verify'
import { issueServiceKey, startTestApi } from '../testing'
import { refusedCases } from '../testing-refusals'

const world = await testWorld()
const api = await startTestApi(world, { consoleUrl: 'https://assay.example' })
await world.database.owner.query(`update application set sign_in_url = 'https://shop.example/in' where id = $1`, [
  world.shop.id,
])
const blind = await issueServiceKey(
  world,
  world.shop,
  CALLER_SCOPES.filter((scope) => scope !== 'reason:read'),
)

interface Ask {
  readonly locale?: string
  readonly accept?: string
  readonly key?: string
  readonly context?: object
  readonly touch?: boolean
}

async function verify(token: string, { accept, key, ...body }: Ask = {}) {
  const headers = accept === undefined ? {} : { 'accept-language': accept }
  const { status, json } = await api.call('POST', '/v1/verify', {
    body: { token, ...body },
    headers,
    ...(key && { key }),
  })
  expect(status).toBe(200)
  return json
}

async function revokedToken() {
  const { token, id } = await world.session(world.shop)
  await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise', note: 'stolen' })
  return token
}

describe('guidance for the holder', () => {
  it('is given in the language the application names, with its own sign-in page and the page of this refusal', async () => {
    const json = await verify(await revokedToken(), { locale: 'de-AT', context: { kind: 'session' } })
    expect(VerifyAnswer.parse(json)).toMatchObject({
      guidance: {
        title: 'Zu Ihrem Schutz abgemeldet',
        text: expect.stringContaining('Melden Sie sich neu an'),
        action: 'Neu anmelden',
        action_url: 'https://shop.example/in',
        language: 'de',
        help_url: `https://assay.example/why/${json.request_id}?lang=de`,
        report_url: `https://assay.example/why/${json.request_id}?lang=de#report`,
      },
    })
  })

  it.each([
    [{ locale: 'de', accept: 'en' }, 'de'],
    [{ accept: 'fr, de;q=0.8, en;q=0.5' }, 'de'],
    [{ locale: 'fr' }, 'en'],
    [{ locale: '<script>' }, 'en'],
    [{ accept: 'fr' }, 'en'],
  ])('asked for by %j is in %s', async (ask, language) => {
    expect((await verify('hello', ask)).guidance.language).toBe(language)
  })

  it.each([[{}], [{ accept: '*' }], [{ accept: ';;;' }]])('is left out where nobody asked: %j', async (ask) => {
    expect(await verify('hello', ask)).not.toHaveProperty('guidance')
  })

  it('is not part of an active verdict', async () => {
    const { token } = await world.session(world.shop)
    expect(await verify(token, { locale: 'de' })).not.toHaveProperty('guidance')
  })

  it('names no page for a refusal that was not recorded', async () => {
    const { guidance } = await verify('hello', { locale: 'en', touch: false })
    expect(guidance.title).toBe('Your sign-in was not recognised')
    expect(guidance).not.toHaveProperty('help_url')
  })

  it('tells neither who ended it nor the note', async () => {
    const { guidance } = await verify(await revokedToken(), { locale: 'en' })
    expect(JSON.stringify(guidance)).not.toMatch(/Dana|stolen/)
  })

  it('is refused as a locale of another type, by its name', async () => {
    const { status, json } = await api.call('POST', '/v1/verify', { body: { token: 'a', locale: 7 } })
    expect([status, json.errors]).toMatchObject([400, [{ pointer: '/locale' }]])
  })
})

describe('guidance for an application without reason:read', () => {
  const cases = refusedCases(world, api).filter(
    ({ reason }) => reasonFacts(reason).publicCode === 'invalid_token' && reason !== 'wrong_kind',
  )

  it('is the same to the byte for every reason behind invalid_token', async () => {
    const texts = new Map<string, string>()
    for (const { title, make } of cases) {
      const { token, context, key } = await make()
      if (key !== undefined) continue
      const { guidance, request_id } = await verify(token, {
        locale: 'en',
        key: blind,
        context: { ...context, kind: 'session' },
      })
      texts.set(title, JSON.stringify(guidance).replaceAll(request_id, 'req_…'))
    }
    expect(texts.size).toBeGreaterThan(12)
    expect(new Set(texts.values()).size).toBe(1)
    expect([...texts.values()][0]).toContain('You need to sign in again')
  })
})
