import { describe, expect, test } from 'vitest'
import { listAudit } from './audit/list'
import { listCases } from './cases/list'
import { openCase } from './cases/open'
import type { Context } from './context'
import { listCredentials } from './credentials/list'
import { find } from './find/find'
import { listRefusals } from './refusals/list'
import { disableSubject } from './subjects/disable'
import { listSubjects } from './subjects/list'
import { searchSubjects } from './subjects/search'
import { testWorld } from './testing'
import { explainSource } from './tokens/explain-source'

const world = await testWorld()
const { shop } = world
const MAIL = 'ina.novak@example.com'
const ADDRESS = '203.0.113.77'
const ina = await world.subject(shop, { name: 'Ina Novak', email: MAIL })
await world.session(shop, { subject: ina, ip: ADDRESS })
await disableSubject(world.administrator, { subjectId: ina.id, note: 'asked for' })
const auditor = world.asOperator(await world.operator('auditor'))
const onCall = world.asOperator(await world.operator('operator'))
const onCallAtShop = await world.operatorOf(shop)
const now = await world.now()

const [OTTO, ROSA] = ['otto.lind@example.com', 'rosa.berg@example.com']
for (const name of [OTTO, `Rosa (${ROSA}) (of Sales)`]) {
  const subject = await world.subject(shop, { name })
  await world.session(shop, { subject })
  await disableSubject(world.administrator, { subjectId: subject.id, note: 'asked for' })
}

type Count = (by: Context, text: string) => Promise<number | undefined>

const BY_NAME: [string, Count][] = [
  ['the people', async (by, text) => (await listSubjects(by, { text })).total?.count],
  ['the search box', async (by, text) => (await find(by, { text })).length],
  [
    'the field that asks whose a key is',
    async (by, text) => (await searchSubjects(by, { applicationId: shop.id, text })).length,
  ],
  ['sessions', async (by, person) => (await listCredentials(by, { kind: 'session', person })).total?.count],
]

type Ask = (by: Context, network: string) => Promise<unknown>

const NETWORKS: [string, string, Ask][] = [
  ['sessions', '/network', (by, network) => listCredentials(by, { kind: 'session', network })],
  ['sessions by last use', '/usedNetwork', (by, usedNetwork) => listCredentials(by, { kind: 'session', usedNetwork })],
  [
    'keys by their issue',
    '/issuedNetwork',
    (by, issuedNetwork) => listCredentials(by, { kind: 'api_key', issuedNetwork }),
  ],
  ['refusals', '/network', (by, network) => listRefusals(by, { network })],
  ['the search box', '/text', (by, text) => find(by, { text })],
  ['an explanation by source', '/address', (by, address) => explainSource(by, { address, at: now })],
]

describe('a masked address is not narrowed down bit by bit', () => {
  test.for(NETWORKS)('in %s', async ([, pointer, ask]) => {
    for (const by of [world.support, auditor])
      for (const network of ['203.0.113.0/24', '203.0.128.0/17', '2001:db8:aa::/48', '203.0.113.76/31'])
        await expect(ask(by, network)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test.for(NETWORKS)('yet found by the whole of it, or by what a mask shows, in %s', async ([, , ask]) => {
    for (const network of [ADDRESS, '203.0.0.0/16', '10.0.0.0/8', '2001:db8::/32', '2001:db8::7'])
      await expect(ask(world.support, network)).resolves.toBeDefined()
  })

  test.for(NETWORKS)('and whoever sees addresses looks for any network, in %s', async ([, , ask]) => {
    for (const by of [world.administrator, onCall, onCallAtShop])
      await expect(ask(by, '203.0.113.0/25')).resolves.toBeDefined()
  })

  test('in the audit, where support has no business at all', async () => {
    const ask = (by: Context, network: string) => listAudit(by, { network })
    await expect(ask(auditor, '203.0.113.0/24')).rejects.toMatchObject({ fields: [{ pointer: '/network' }] })
    await expect(ask(auditor, ADDRESS)).resolves.toBeDefined()
    await expect(ask(world.administrator, '203.0.113.0/24')).resolves.toBeDefined()
  })

  test('where personal data may be seen in one application of several', async () => {
    const bindings = [
      { role: 'support', applicationId: null },
      { role: 'operator', applicationId: shop.id },
    ] as const
    const by = world.asOperator(await world.operator(bindings))
    await expect(listRefusals(by, { network: '203.0.113.0/24' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('a masked mail is not spelled out letter by letter', () => {
  const concerning = async (by: Context, person: string) => (await listAudit(by, { person })).total?.count

  test('by whom an entry of the audit concerns', async () => {
    for (const begun of ['ina.', 'ina.novak@example.co', ina.externalId.slice(0, -1)]) {
      expect(await concerning(auditor, begun)).toBe(0)
      expect(await concerning(world.administrator, begun)).toBeGreaterThan(0)
    }
    for (const whole of [MAIL.toUpperCase(), ina.externalId, 'Ina N', OTTO, 'Rosa'])
      expect(await concerning(auditor, whole)).toBeGreaterThan(0)
    for (const begun of ['otto.', 'Rosa (rosa.']) {
      expect(await concerning(auditor, begun)).toBe(0)
      expect(await concerning(world.administrator, begun)).toBeGreaterThan(0)
    }
  })

  test.for(BY_NAME)('by a name that is itself one, or holds one, in %s', async ([, ask]) => {
    for (const begun of ['otto.', 'OTTO.lind@exam', OTTO.slice(0, -1), 'Rosa (rosa.', `Rosa (${ROSA.slice(0, -1)}`]) {
      expect(await ask(world.support, begun), begun).toBe(0)
      expect(await ask(auditor, begun), begun).toBe(0)
      expect(await ask(world.administrator, begun), begun).toBe(1)
    }
    for (const whole of [OTTO.toUpperCase(), 'rosa', 'Rosa (']) expect(await ask(auditor, whole), whole).toBe(1)
  })

  test('by the words of a name in the search box, which finds later words too', async () => {
    const found = async (by: Context, text: string) => (await find(by, { text })).length
    for (const begun of ['(rosa.', ROSA.slice(0, -1)]) expect(await found(world.support, begun)).toBe(0)
    expect(await found(world.administrator, '(rosa.')).toBe(1)
    for (const word of ['Novak', '(of']) expect(await found(world.support, word), word).toBe(1)
  })

  test('by the words of cases', async () => {
    const wrote = `Wrote from ${MAIL}, seen at ${ADDRESS} and 2001:db8::beef. Logged out at 14:02.`
    const outcome = await openCase(world.administrator, { who: `Ina <${MAIL}>`, saw: wrote, applicationId: shop.id })
    if (!outcome.ok) throw new Error('refused')
    const finds = async (by: Context, text: string) => (await listCases(by, { text })).items.length
    for (const part of ['ina.no', 'novak@exam', '@example.com', '203.0.113', '.77', '2001:db8::be', 'beef']) {
      expect(await finds(world.support, part), part).toBe(0)
      expect(await finds(auditor, part), part).toBe(0)
      expect(await finds(world.administrator, part), part).toBe(1)
    }
    for (const whole of [MAIL.toUpperCase(), ADDRESS, '2001:db8::beef', 'wrote', 'Logged out', outcome.value.name])
      expect(await finds(world.support, whole), whole).toBe(1)
  })
})
