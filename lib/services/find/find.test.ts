import { describe, expect, test } from 'vitest'
import { startTestApi } from '@/lib/api/testing'
import { newRequestId } from '@/lib/crypto/id'
import { openCase } from '../cases/open'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { find } from './find'

const world = await testWorld({ max: 4 })
const api = await startTestApi(world)

const found = (text: string) => find(world.administrator, { text })

async function person(changes: { name?: string; email?: string; externalId?: string } = {}) {
  return world.subject(world.shop, changes)
}

async function namesFound(text: string): Promise<(string | null)[]> {
  return (await found(text)).map((each) => (each.type === 'subject' ? each.name : each.type))
}

describe('a text leads to', () => {
  test('a refused request, by the reference the person was shown', async () => {
    const { id, token } = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    const { json } = await api.call('POST', '/v1/verify', { body: { token } })
    expect(await found(`  ${json.request_id} `)).toEqual([{ type: 'request', requestId: json.request_id }])
  })

  test('the application itself, for a reference that never reached us', async () => {
    expect(await found('local_1a2b')).toEqual([{ type: 'local_request', requestId: 'local_1a2b' }])
  })

  test('a credential by its id, alive or ended, with whose it is', async () => {
    const subject = await person({ name: 'Ida Rhodes' })
    const { id } = await world.key(world.shop, { subject, name: 'Nightly export' })
    const told = {
      ...{ type: 'credential', id, kind: 'api_key', name: 'Nightly export' },
      ...{ applicationName: 'Shop', subjectName: 'Ida Rhodes' },
    }
    expect(await found(id)).toEqual([told])
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    expect(await found(id.toUpperCase())).toEqual([told])
  })

  test('a person by id, mail address, name, a later word of the name, or the application’s own id', async () => {
    const { id } = await person({ name: 'Grace Hopper-Murray', email: 'Grace@Example.org', externalId: 'auth0|5F-7' })
    await world.session(world.shop, { subject: { id, externalId: '' } })
    for (const text of [id, 'grace@exa', 'GRACE H', 'hopper', 'auth0|5F-7'])
      expect(await found(text), text).toMatchObject([{ type: 'subject', id, externalId: 'auth0|5F-7', live: 1 }])
  })

  test('people with the most live credentials first, at most twenty', async () => {
    for (let made = 0; made < 21; made += 1) await person({ name: `Many ${made}` })
    const busy = await person({ name: 'Many sessions' })
    await world.session(world.shop, { subject: busy })
    const rows = await found('many')
    expect(rows).toHaveLength(20)
    expect(rows[0]).toMatchObject({ id: busy.id })
  })

  test('a case by its number, however it is written, for those who may read it', async () => {
    const made = await openCase(world.support, { who: 'A caller', saw: 'Logged out', applicationId: world.shop.id })
    const { id, name } = made.ok ? made.value : { id: '', name: '' }
    const told = [{ type: 'case', id, name, state: 'open', saw: 'Logged out' }]
    for (const text of [name, name.toLowerCase(), name.replace('CASE-', '#'), name.replace('-', ' ')])
      expect(await found(text), text).toEqual(told)
    const elsewhere = await world.operatorOf(await world.application())
    expect(await find(elsewhere, { text: name })).toEqual([])
    expect(await found('CASE-999999999')).toEqual([])
  })

  test('an address or a network, with what lives there and what was refused there', async () => {
    for (const ip of ['198.51.100.4', '198.51.100.5', '198.51.101.4']) await world.session(world.shop, { ip })
    for (let made = 0; made < 3; made += 1)
      await api.call('POST', '/v1/verify', { body: { token: 'no', context: { ip: '198.51.100.4' } } })
    await world.services.api.telemetry.flush()
    const at = async (text: string) => (await found(text)).map((each) => ({ ...each }))
    expect(await at('198.51.100.4')).toEqual([
      { type: 'address', address: '198.51.100.4', live: exactly(1), refusals: exactly(3) },
    ])
    expect(await at('198.51.100.0/24')).toMatchObject([{ live: exactly(2), refusals: exactly(3) }])
    expect(await at('198.51.100.9/23')).toMatchObject([{ live: exactly(3) }])
    expect(await at('2001:db8::/32')).toMatchObject([{ live: exactly(0), refusals: exactly(0) }])
  })
})

function exactly(count: number) {
  return { count, exact: true }
}

describe('a text leads to nothing', () => {
  test.for([
    ['a reference of a day nobody was refused', newRequestId(Date.UTC(2026, 0, 1))],
    ['a reference beyond the calendar', 'req_7n42DGM5Tflk9n8mt7Fhc7'],
    ['a reference cut short', 'req_12'],
    ['an id of nothing', crypto.randomUUID()],
    ['the middle of a word', 'opper'],
    ['a name of nobody', 'Nemo'],
    ['another spelling of an application’s own id', 'AUTH0|5f-7'],
  ])('%s', async ([, text]) => {
    await person({ name: 'Grace Hopper', externalId: `auth0|5F-7 ${crypto.randomUUID()}` })
    expect(await found(text ?? '')).toEqual([])
  })

  test('a reference of an accepted request: only what was refused is kept', async () => {
    const { token } = await world.session(world.shop)
    const { json } = await api.call('POST', '/v1/verify', { body: { token } })
    expect(await found(json.request_id)).toEqual([])
  })
})

describe('a text means itself', () => {
  test.for([
    ['%', []],
    ['_ndy', []],
    ['and_', []],
    ['50% off', ['50% Off Ltd']],
    ['a\\b', ['A\\B Works']],
    ["o'h", ["O'Hara"]],
  ] as const)('%s is no pattern and no statement', async ([text, names]) => {
    for (const name of ['Andy', '50% Off Ltd', 'A\\B Works', "O'Hara"]) await person({ name })
    expect([...new Set(await namesFound(text))]).toEqual(names)
  })
})

describe('a search is refused', () => {
  test.for([
    ['without a text', '   '],
    ['for more than anybody types', 'x'.repeat(321)],
    ['for characters nobody can read', 'a\u0000b'],
  ])('%s', async ([, text]) => {
    await expect(found(text ?? '')).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/text' }] })
  })

  test('to an application: people are everybody’s', async () => {
    await expect(find(world.asApplication(world.shop), { text: 'a' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
