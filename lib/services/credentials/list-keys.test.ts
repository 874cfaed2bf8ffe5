import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeKey } from '../keys/change'
import { testWorld } from '../testing'
import { listCredentials } from './list'
import { revokeCredentials } from './revoke'

type Filter = Parameters<typeof listCredentials>[1]

const world = await testWorld()
const TAGS = ['nightly', 'partner', 'team-7']
const SCOPES = ['orders:read', 'orders:write']

async function idsOf(filter: Partial<Filter>): Promise<string[]> {
  const { items } = await listCredentials(world.support, { kind: 'api_key', limit: 200, ...filter })
  return items.map(({ id }) => id).sort()
}

describe('keys', () => {
  const keys: { id: string; tags: string[]; scopes: string[]; allowedAddresses: string[]; ended: boolean }[] = []

  beforeAll(async () => {
    for (let place = 0; place < 16; place += 1) {
      const tags = TAGS.filter((_, index) => (place >> index) % 2 === 1)
      const scopes = SCOPES.slice(0, place % 3)
      const allowedAddresses = place % 4 === 0 ? ['203.0.113.0/24'] : []
      const key = await world.key(world.shop, { tags, scopes, allowedAddresses })
      const ended = place % 5 === 0
      if (ended) await revokeCredentials(world.administrator, { credentialIds: [key.id] })
      keys.push({ id: key.id, tags, scopes, allowedAddresses, ended })
    }
  })

  test('are found by tags, scope and address list, dead or alive, all of them combined', async () => {
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
    const filters = fc.record({
      tags: fc.subarray(TAGS),
      scope: optional(fc.constantFrom(...SCOPES, 'root')),
      hasAddressList: optional(fc.boolean()),
      states: fc.constantFrom<Filter['states']>([], ['ended'], ['active']),
    })
    await fc.assert(
      fc.asyncProperty(filters, async ({ tags, scope, hasAddressList, states = [] }) => {
        const expected = keys.filter(
          (key) =>
            tags.every((tag) => key.tags.includes(tag)) &&
            (scope === undefined || key.scopes.includes(scope)) &&
            (hasAddressList === undefined || key.allowedAddresses.length > 0 === hasAddressList) &&
            (states.length === 0 || states.includes('ended') === key.ended),
        )
        const given = { tags, states, ...(scope && { scope }), ...(hasAddressList !== undefined && { hasAddressList }) }
        expect(await idsOf(given)).toEqual(expected.map(({ id }) => id).sort())
      }),
      { numRuns: 60 },
    )
  })

  test('are found by what they became, and keep it when they end', async () => {
    const { id } = await world.key(world.shop)
    await changeKey(world.administrator, { credentialId: id, tags: ['renamed'], allowedAddresses: ['203.0.113.7'] })
    expect(await idsOf({ tags: ['renamed'], hasAddressList: true })).toEqual([id])
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    expect(await idsOf({ tags: ['renamed'], hasAddressList: true, states: ['ended'] })).toEqual([id])
  })

  test.for<[string, Partial<Filter>, string]>([
    ['an empty tag', { tags: [' '] }, '/tags/0'],
    ['eleven tags', { tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, '/tags'],
    ['an endless scope', { scope: 'x'.repeat(101) }, '/scope'],
  ])('are not asked for by %s', async ([, filter, pointer]) => {
    await expect(idsOf(filter)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })
})
