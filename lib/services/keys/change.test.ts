import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { evaluate } from '@/lib/core/evaluate'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { HOUR } from '@/lib/core/instant'
import { factsOf } from '../explanation'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { readCredential } from '../judge/read-records'
import { testWorld } from '../testing'
import { explain } from '../tokens/explain'
import { changeKey } from './change'
import { rotateKey } from './rotate'

const world = await testWorld()
const clock = await world.database.movableClock()
const { shop } = world
type Changes = Omit<Parameters<typeof changeKey>[1], 'credentialId'>

async function change(credentialId: string, changes: Changes, context = world.administrator) {
  const outcome = await changeKey(context, { credentialId, ...changes })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

async function reasonFrom(token: string, address: string | null, scopes: readonly string[] = []) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  const expected = { ...NO_EXPECTATION, source: { address }, scopes }
  return (await judge(world.services.api, snapshot, presentation, expected)).verdict.reason
}

async function reasonAt(credentialId: string, at: number, address: string) {
  const config = await world.services.console.config.current()
  const stored = await readCredential(world.services.console.db, config, credentialId)
  if (stored === null) throw new Error('gone')
  const facts = { ...factsOf(stored, config, [], at), expected: { ...NO_EXPECTATION, source: { address } } }
  return evaluate(facts, at).reason
}

describe('a change', () => {
  test('acts on the next presentation, and the past is judged by the list of then', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const key = await world.key(shop)
    expect(await reasonFrom(key.token, '198.51.100.7')).toBeNull()
    await clock.setInstant(now + HOUR)
    await change(key.id, { allowedAddresses: ['203.0.113.0/24'] })
    expect(await reasonFrom(key.token, '198.51.100.7')).toBe('address_not_allowed')
    expect(await reasonFrom(key.token, '203.0.113.9')).toBeNull()
    expect(await reasonFrom(key.token, null)).toBe('address_not_allowed')
    await clock.setInstant(now + 2 * HOUR)
    await change(key.id, { allowedAddresses: ['198.51.100.7'] })
    const history = await Promise.all(
      [1, HOUR - 1, HOUR, 2 * HOUR - 1, 2 * HOUR].map((later) => reasonAt(key.id, now + later, '198.51.100.7')),
    )
    expect(history).toEqual([null, null, 'address_not_allowed', 'address_not_allowed', null])
    await clock.reset()
  })

  test('outlives the key: a dead one is still judged by the list it had', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const key = await world.key(shop)
    await clock.setInstant(now + 10)
    await change(key.id, { allowedAddresses: ['203.0.113.7'], tags: ['nightly'] })
    await clock.setInstant(now + 20)
    const rotated = await rotateKey(world.administrator, { credentialId: key.id, overlapSeconds: 0 })
    expect(rotated.ok && rotated.value.credential).toMatchObject({
      allowedAddresses: ['203.0.113.7'],
      tags: ['nightly'],
    })
    expect(await world.ending(key.id)).toMatchObject({ allowed_addresses: ['203.0.113.7'], tags: ['nightly'] })
    expect(await reasonAt(key.id, now + 5, '198.51.100.7')).toBeNull()
    expect(await reasonAt(key.id, now + 15, '198.51.100.7')).toBe('address_not_allowed')
    await clock.reset()
  })

  test('in the same millisecond as another follows it', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const key = await world.key(shop)
    await change(key.id, { allowedAddresses: ['203.0.113.7'] })
    const { allowedAddresses } = await change(key.id, { allowedAddresses: ['203.0.113.8'] })
    expect(allowedAddresses).toEqual(['203.0.113.8'])
    expect(await reasonAt(key.id, now, '203.0.113.8')).toBeNull()
    expect(await reasonFrom(key.token, '203.0.113.7')).toBe('address_not_allowed')
    await clock.reset()
  })

  test('by many at once leaves the live row as the last of them made it', async () => {
    const key = await world.key(shop)
    const lists = Array.from({ length: 6 }, (_, index) => [`203.0.113.${index}`])
    await Promise.all(lists.map((allowedAddresses) => change(key.id, { allowedAddresses })))
    const config = await world.services.console.config.current()
    const stored = await readCredential(world.services.console.db, config, key.id)
    expect(stored?.record.formerTerms).toHaveLength(6)
    const presentation = present(world.keyring, key.token)
    const { rows } = await takeSnapshot(world.services.api, [presentation])
    expect(rows[0]?.allowed_addresses).toEqual(stored?.record.allowedAddresses)
  })

  test('is entered with what it was and what it became, and nothing else', async () => {
    const key = await world.key(shop, { purpose: 'reports', scopes: ['a', 'b'] })
    const context = { ...world.administrator, correlationId: randomUUID() }
    await change(
      key.id,
      { name: 'Nightly', tags: ['team-7', 'nightly', 'nightly'], scopes: ['b'], purpose: 'reports' },
      context,
    )
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      {
        action: 'key.changed',
        targetId: key.id,
        applicationId: shop.id,
        detail: {
          credentialId: key.id,
          before: { name: 'Deploy', tags: [], scopes: ['a', 'b'] },
          after: { name: 'Nightly', tags: ['nightly', 'team-7'], scopes: ['b'] },
        },
      },
    ])
    const [entry] = await world.entries({ correlationId: context.correlationId })
    expect(Object.keys((entry?.detail.after ?? {}) as object).toSorted()).toEqual(['name', 'scopes', 'tags'])
  })

  test('that changes nothing leaves no entry and no version', async () => {
    const key = await world.key(shop, { tags: ['nightly'] })
    const context = { ...world.administrator, correlationId: randomUUID() }
    expect(await change(key.id, { name: 'Deploy', tags: ['nightly'] }, context)).toMatchObject({ name: 'Deploy' })
    expect(await world.entries({ correlationId: context.correlationId })).toEqual([])
  })

  test('of the scopes takes some away: what was taken is refused from then on', async () => {
    const key = await world.key(shop, { scopes: ['orders:read', 'orders:write'] })
    await change(key.id, { scopes: ['orders:read'] })
    expect(await reasonFrom(key.token, null, ['orders:write'])).toBe('insufficient_scope')
    expect(await reasonFrom(key.token, null, ['orders:read'])).toBeNull()
  })

  test('takes purpose and contact away with null, and leaves what it does not name', async () => {
    const key = await world.key(shop, { purpose: 'reports', contact: 'payments@example.org', tags: ['a'] })
    expect(await change(key.id, { contact: null })).toMatchObject({ purpose: 'reports', contact: null, tags: ['a'] })
  })

  test('is told by explain at an instant of the past', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const key = await world.key(shop)
    await clock.setInstant(now + HOUR)
    await change(key.id, { allowedAddresses: ['203.0.113.7'] })
    const told = await explain(world.support, { by: 'credential', credentialId: key.id, at: now + 1 })
    const check = told.ok && told.value.verdict.checks.find(({ reason }) => reason === 'address_not_allowed')
    expect(check).toMatchObject({ outcome: 'passed', evidence: { allowed: [] } })
    await clock.reset()
  })
})

describe('no change of', () => {
  const attempt = (credentialId: string, changes: Changes = { name: 'Other' }, context = world.administrator) =>
    changeKey(context, { credentialId, ...changes })

  test('a key to more scopes: they need a new secret', async () => {
    const key = await world.key(shop, { scopes: ['a'] })
    await expect(attempt(key.id, { scopes: ['a', 'b'] })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/scopes/1', detail: expect.stringContaining('Rotate') }],
    })
  })

  test('a key that has ended, though no sweep has been by', async () => {
    const now = await world.now()
    const key = await world.key(shop, { at: now - 10_000, expiresAt: now - 1 })
    expect(await attempt(key.id)).toMatchObject({ ok: false, code: 'ended' })
  })

  test('a session', async () => {
    const session = await world.session(shop)
    expect(await attempt(session.id)).toMatchObject({ ok: false, code: 'wrong_kind' })
  })

  test('a key of another team, as if it did not exist', async () => {
    const key = await world.key(await world.application({ directory: shop.directory }))
    const asShop = world.asApplication(shop)
    const [theirs, nobodys] = await Promise.allSettled([attempt(key.id, {}, asShop), attempt(randomUUID(), {}, asShop)])
    expect(theirs).toMatchObject({ reason: { code: 'not_found' } })
    expect(nobodys).toEqual(theirs)
  })

  test('anything by support, or by a service key without the scope', async () => {
    const key = await world.key(shop)
    await expect(attempt(key.id, {}, world.support)).rejects.toMatchObject({ code: 'forbidden' })
    const context = world.asApplication(shop, ['keys:issue', 'keys:rotate'])
    await expect(attempt(key.id, {}, context)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test.for<[string, Changes, string]>([
    ['an address that is none', { allowedAddresses: ['203.0.113.7', 'office'] }, '/allowedAddresses/1'],
    ['a network that begins in its middle', { allowedAddresses: ['203.0.113.7/24'] }, '/allowedAddresses/0'],
    [
      'more than fifty addresses',
      { allowedAddresses: Array.from({ length: 51 }, (_, n) => `203.0.113.${n}`) },
      '/allowedAddresses',
    ],
    ['a tag in capitals', { tags: ['Nightly'] }, '/tags/0'],
    ['a tag of two words', { tags: ['two words'] }, '/tags/0'],
    ['more than ten tags', { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, '/tags'],
    ['an empty name', { name: ' ' }, '/name'],
    ['a contact with a control character', { contact: 'a\u0000b' }, '/contact'],
  ])('a key to %s', async ([, changes, pointer]) => {
    const key = await world.key(shop)
    await expect(attempt(key.id, changes)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('what was entered: the store refuses it', async () => {
    const key = await world.key(shop)
    await change(key.id, { name: 'Other' })
    await expect(world.database.owner.query(`update key_change set name = 'x'`)).rejects.toMatchObject({
      code: '23000',
    })
    await expect(world.database.owner.query('delete from key_change')).rejects.toMatchObject({ code: '23000' })
  })
})

describe('an address list', () => {
  test('is kept in one way of writing, without repetition', async () => {
    const key = await world.key(shop)
    const written = ['2001:DB8:0:0:0:0:0:1', '::ffff:203.0.113.0/120', '203.0.113.0/24', '10.0.0.1/32', ' 10.0.0.1 ']
    const { allowedAddresses } = await change(key.id, { allowedAddresses: written })
    expect(allowedAddresses).toEqual(['2001:db8::1', '203.0.113.0/24', '10.0.0.1'])
  })
})
