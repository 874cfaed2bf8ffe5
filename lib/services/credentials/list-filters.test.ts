import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { CredentialView } from '../credential-view'
import { endCredentials } from '../end-credentials'
import { testWorld } from '../testing'
import { NOBODY } from '../true-ending'
import { listCredentials } from './list'

type Filter = Parameters<typeof listCredentials>[1]

const world = await testWorld({ max: 4 })
const { owner } = world.database
const clock = await world.database.movableClock()
/** Time stands still, so that a list and its oracle speak of the same instant. */
const NOW = await world.now()
await clock.setInstant(NOW)

async function list(filter: Partial<Filter>) {
  return listCredentials(world.support, { kind: 'session', limit: 200, ...filter })
}

async function end(credentialId: string): Promise<void> {
  const draft = { credentialId, endedAt: NOW - SECOND, reason: 'revoked', cause: null, note: null } as const
  await world.services.console.db.transaction((tx) =>
    endCredentials(tx, { now: NOW, actor: NOBODY, correlationId: crypto.randomUUID() }, [draft]),
  )
}

const ADDRESSES = ['203.0.113.9', '203.0.113.200', '198.51.100.7', '2001:db8::1'] as const
/** Networks with the addresses inside them. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  '203.0.113.9': ['203.0.113.9'],
  '203.0.113.0/24': ['203.0.113.9', '203.0.113.200'],
  '203.0.113.77/25': ['203.0.113.9'],
  '2001:db8::/32': ['2001:db8::1'],
  '0.0.0.0/0': ['203.0.113.9', '203.0.113.200', '198.51.100.7'],
  '192.0.2.0/24': [],
}
const PEOPLE = [
  { name: 'Ada Byron', email: 'ada@example.org', externalId: 'User-1' },
  { name: 'Adam 100%', email: 'smith_a@example.org', externalId: 'user-10' },
  { name: 'Žofie', email: 'zofie@example.org', externalId: 'a_d' },
]

describe('filters', () => {
  const applicationIds: string[] = []
  const subjectIds: string[] = []
  let all: readonly CredentialView[] = []

  beforeAll(async () => {
    for (let place = 0; place < 24; place += 1) {
      const application = place < 2 ? await world.application() : null
      if (application !== null) applicationIds.push(application.id)
      if (application !== null) apps.push(application)
      await one(place)
    }
    all = (await list({ applicationIds })).items
  })

  const apps: Awaited<ReturnType<typeof world.application>>[] = []

  async function one(place: number) {
    const of = apps[place % apps.length] ?? world.shop
    const person = PEOPLE[place % PEOPLE.length]
    const subject = await world.subject(of, { ...person, externalId: `${person?.externalId}-${place}` })
    subjectIds.push(subject.id)
    const ago = (place % 5) * HOUR
    const { id } = await world.session(of, { subject, at: NOW - ago, ip: ADDRESSES[place % ADDRESSES.length] ?? null })
    await world.usedAt(id, NOW - (place % 3) * MINUTE)
    await owner.query('update credential_live set last_used_ip = $2 where credential_id = $1', [
      id,
      ADDRESSES[place % 3],
    ])
    if (place % 4 === 0) await end(id)
  }

  test('are all told apart by the population', () => {
    expect(all).toHaveLength(24)
    expect(new Set(all.map((view) => view.state))).toEqual(new Set(['active', 'ended']))
  })

  test('combine: a row is listed when every one of them holds for it', async () => {
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
    const filters = fc.record({
      applications: fc.subarray([0, 1], { minLength: 1 }),
      states: fc.subarray(['active', 'ended'] as const),
      subject: optional(fc.nat(23)),
      person: optional(
        fc.constantFrom('ad', 'ADA', 'user-1', 'User-1', 'adam 100%', 'smith_', 'smithx', 'žof', 'a_d', '%'),
      ),
      network: optional(fc.constantFrom(...Object.keys(NETWORKS))),
      usedWithinSeconds: optional(fc.constantFrom(59, 60, 120)),
      issuedWithinSeconds: optional(fc.constantFrom(3_600, 7_199, 100_000)),
      sort: fc.constantFrom('used', 'issued'),
    })
    await fc.assert(
      fc.asyncProperty(filters, async ({ applications, subject, ...given }) => {
        const filter = {
          ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
          applicationIds: applications.map((place) => applicationIds[place] ?? ''),
          ...(subject !== undefined && { subjectId: subjectIds[subject] ?? '' }),
        }
        const found = await list(filter)
        const expected = all.filter((view) => matches(view, filter))
        expect(found.items.map((item) => item.id).sort()).toEqual(expected.map((view) => view.id).sort())
        expect(found.total).toEqual({ count: expected.length, exact: true })
      }),
      { numRuns: 60 },
    )
  })

  test.for<[string, Partial<Filter>]>([
    ['an external id by its own spelling', { person: 'User-1' }],
    ['a network by an address inside it', { network: '203.0.113.77/25' }],
  ])('find %s', async ([, filter]) => {
    const expected = all.filter((view) => matches(view, { applicationIds, ...filter }))
    const found = await list({ applicationIds, ...filter })
    expect(expected.length).toBeGreaterThan(0)
    expect(found.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
  })

  test('keep kinds apart: a key is never among the sessions', async () => {
    const application = await world.application()
    const key = await world.key(application)
    const applicationIds = [application.id]
    expect((await list({ applicationIds })).items).toEqual([])
    expect((await list({ applicationIds, kind: 'api_key' })).items).toMatchObject([{ id: key.id }])
  })

  function matches(view: CredentialView, filter: Partial<Filter>): boolean {
    const { states = [], network, person, subjectId, usedWithinSeconds, issuedWithinSeconds } = filter
    const inside = network === undefined ? null : (NETWORKS[network] ?? [])
    const within = (at: Instant, seconds: number | undefined) => seconds === undefined || at >= NOW - seconds * SECOND
    return [
      filter.applicationIds?.includes(view.application.id) ?? true,
      states.length === 0 || states.includes(view.state),
      subjectId === undefined || view.subject.id === subjectId,
      person === undefined || isNamed(view, person),
      inside === null || [view.lastUsedIp, view.createdIp].some((address) => inside.includes(address ?? '')),
      within(view.lastUsedAt, usedWithinSeconds),
      within(view.issuedAt, issuedWithinSeconds),
    ].every(Boolean)
  }

  /** Names and mail addresses begin alike whatever their case; an external id is the application's own spelling. */
  function isNamed({ subject }: CredentialView, text: string): boolean {
    const begins = [subject.name, subject.email].some((value) => value?.toLowerCase().startsWith(text.toLowerCase()))
    return begins || subject.externalId.startsWith(text)
  }
})
