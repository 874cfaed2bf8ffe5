import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '@/lib/core/credential'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import { formatRequestId, newId } from '@/lib/crypto/id'
import { type RefusalDraft, writeRefusals } from '../judge/write-refusals'
import { encodeCursor } from '../keyset'
import { testWorld } from '../testing'
import { listRefusals, type RefusalView } from './list'

type Filter = Parameters<typeof listRefusals>[1]

const world = await testWorld({ max: 4 })
const clock = await world.database.movableClock()
const NOW = await world.now()
await clock.setInstant(NOW)
const db = world.services.api.db

const list = (filter: Partial<Filter> = {}) => listRefusals(world.administrator, { limit: 200, ...filter })

interface Made {
  readonly reason?: Reason
  readonly applicationId?: string
  readonly kind?: Kind
  readonly ip?: string | null
  readonly at?: Instant
  readonly of?: { readonly id: string; readonly subject: { readonly id: string } }
  /** The same number coalesces. */
  readonly source?: number
}

function draft({
  reason = 'expired',
  kind = 'session',
  ip = null,
  at = NOW,
  of,
  source = 0,
  ...rest
}: Made): RefusalDraft {
  const applicationId = rest.applicationId ?? world.shop.id
  const dedupeKey = createHash('sha256')
    .update(JSON.stringify([reason, kind, ip, of?.id, source, applicationId]))
    .digest()
  return {
    ...{ key: dedupeKey.toString('hex'), dedupeKey, hour: at - (at % HOUR), judgedAt: at },
    ...{ requestId: newId(at), requestAt: at, selector: null, callerCredentialId: randomUUID() },
    ...{ reason, kind, ip, applicationId, credentialId: of?.id ?? null, subjectId: of?.subject.id ?? null },
    evidence: {
      ...{ judgedAt: at, since: null, checks: [], expected: NO_EXPECTATION },
      also: [{ reason: 'idle', cause: null, since: null }],
    },
  }
}

describe('a refusal is listed', () => {
  test('once an hour and source, with its exact count and the reference of its latest presentation', async () => {
    const of = await world.session(world.shop)
    const hour = NOW - (NOW % HOUR)
    const drafts = [0, 2, 1].map((second) => draft({ of, at: hour + second * SECOND }))
    await writeRefusals(db, drafts)
    await writeRefusals(db, [draft({ of, at: hour - 1 })])
    const { items } = await list({ credentialId: of.id })
    expect(items).toMatchObject([
      { count: 3, lastAt: hour + 2 * SECOND, requestId: formatRequestId(drafts[1]?.requestId ?? ''), also: ['idle'] },
      { count: 1, lastAt: hour - 1 },
    ])
    expect(items[0]).toMatchObject({ application: { slug: 'shop' }, subject: { id: of.subject.id } })
  })

  test('though the credential and the application behind it are gone', async () => {
    const gone = randomUUID()
    await writeRefusals(db, [draft({ applicationId: gone, reason: 'unknown' })])
    const { items } = await list({ applicationIds: [gone] })
    expect(items).toMatchObject([
      { credentialId: null, subject: null, application: { name: 'An application since removed' } },
    ])
  })
})

const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  '203.0.113.9': ['203.0.113.9'],
  '203.0.113.200/24': ['203.0.113.9', '203.0.113.200'],
  '2001:db8::/32': ['2001:db8::1'],
  '192.0.2.0/24': [],
}
const ADDRESSES = ['203.0.113.9', '203.0.113.200', '2001:db8::1', null] as const

describe('a population of refusals', () => {
  const applicationIds = [randomUUID(), randomUUID()]
  const owners: { readonly id: string; readonly subject: { readonly id: string } }[] = []
  let all: readonly RefusalView[] = []

  beforeAll(async () => {
    const { id, subject } = await world.session(world.shop)
    owners.push({ id, subject }, await world.session(world.shop, { subject }))
    const reasons: Reason[] = ['expired', 'idle', 'forged']
    const kinds: Kind[] = ['session', 'api_key']
    const drafts = Array.from({ length: 36 }, (_, place) => {
      const of = owners[place % 3]
      return draft({
        ...{ reason: reasons[place % 3] ?? 'expired', kind: kinds[place % 2] ?? 'session', source: place },
        ...{ applicationId: applicationIds[place % 2] ?? '', ip: ADDRESSES[place % 4] ?? null },
        // Three instants only: nearly all of them tie.
        at: NOW - (place % 3) * MINUTE,
        ...(of !== undefined && { of }),
      })
    })
    await writeRefusals(db, drafts)
    all = (await list({ applicationIds })).items
  })

  test('is filtered by all that is asked at once, and counted so', async () => {
    expect(all).toHaveLength(36)
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
    const filters = fc.record({
      reasons: fc.subarray(['expired', 'idle', 'revoked'] as const),
      kinds: fc.subarray(['session', 'api_key'] as const),
      applications: fc.subarray([0, 1], { minLength: 1 }),
      owner: optional(fc.nat(1)),
      person: fc.boolean(),
      network: optional(fc.constantFrom(...Object.keys(NETWORKS))),
      withinSeconds: optional(fc.constantFrom(59, 60, 119, 120)),
    })
    await fc.assert(
      fc.asyncProperty(filters, async ({ applications, owner, person, network, withinSeconds, ...lists }) => {
        const filter = {
          ...lists,
          applicationIds: applications.map((place) => applicationIds[place] ?? ''),
          ...(owner !== undefined && { credentialId: owners[owner]?.id ?? '' }),
          ...(person && { subjectId: owners[0]?.subject.id ?? '' }),
          ...(network !== undefined && { network }),
          ...(withinSeconds !== undefined && { withinSeconds }),
        }
        const { items, total } = await list(filter)
        const expected = all.filter((view) => matches(view, filter))
        expect(items).toEqual(expected)
        expect(total).toEqual({ count: expected.length, exact: true })
      }),
      { numRuns: 60 },
    )
  })

  function matches(view: RefusalView, filter: Partial<Filter>): boolean {
    const { reasons = [], kinds = [], applicationIds: of = [], network, withinSeconds } = filter
    return [
      reasons.length === 0 || reasons.some((reason) => reason === view.reason),
      kinds.length === 0 || kinds.some((kind) => kind === view.kind),
      of.includes(view.application.id),
      filter.credentialId === undefined || filter.credentialId === view.credentialId,
      filter.subjectId === undefined || filter.subjectId === view.subject?.id,
      network === undefined || (NETWORKS[network] ?? []).includes(view.ip ?? ''),
      withinSeconds === undefined || view.lastAt >= NOW - withinSeconds * SECOND,
    ].every(Boolean)
  }

  test('is paged so that each is seen exactly once, newest first, also where instants tie', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 37 }), async (limit) => {
        const seen: RefusalView[] = []
        let page = await list({ applicationIds, limit })
        for (;;) {
          seen.push(...page.items)
          if (page.nextCursor === null) break
          page = await list({ applicationIds, limit, cursor: page.nextCursor })
          expect(page.total).toBeNull()
        }
        expect(seen).toEqual(all)
        const sorted = [...seen].sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? 1 : -1))
        expect(seen).toEqual(sorted)
      }),
      { numRuns: 6, examples: [[36], [35]] },
    )
  })
})

describe('a list is refused', () => {
  test.for<[string, Partial<Filter>, string]>([
    ['a cursor that was made up', { cursor: 'nonsense' }, '/cursor'],
    ['a cursor without an id', { cursor: encodeCursor({ at: NOW, id: '-'.repeat(36) }) }, '/cursor'],
    ['a cursor beyond the calendar', { cursor: encodeCursor({ at: 8e15, id: randomUUID() }) }, '/cursor'],
    ['a network that is none', { network: '10.0.0.0/40' }, '/network'],
    ['a stretch longer than any calendar', { withinSeconds: Number.MAX_SAFE_INTEGER }, '/withinSeconds'],
    ['an id that is none', { credentialId: 'me' }, '/credentialId'],
  ])('for %s, by the name of the field', async ([, filter, pointer]) => {
    await expect(list(filter)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('to an application, whatever its key may do', async () => {
    await expect(listRefusals(world.asApplication(world.shop), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
