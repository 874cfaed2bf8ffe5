import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { CredentialView } from '../credential-view'
import { endCredentials } from '../end-credentials'
import { testWorld } from '../testing'
import { NOBODY } from '../true-ending'
import { listCredentials } from './list'

type Filter = Parameters<typeof listCredentials>[1]
type Range = NonNullable<Filter['issued']>
type Bound = NonNullable<Exclude<Range, 'never'>['from']>

const world = await testWorld({ max: 4 })
const { owner } = world.database
const clock = await world.database.movableClock()
/** Time stands still, so that a list and its oracle speak of the same instant. */
const NOW = await world.now()
await clock.setInstant(NOW)

async function list(filter: Partial<Filter>) {
  return listCredentials(world.administrator, { kind: 'session', limit: 200, ...filter })
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
const USER_AGENTS = [
  ['windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36'],
  ['macos', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15'],
  ['iphone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1'],
  ['android', 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36'],
  ['linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'],
  ['program', 'curl/8.9.1'],
] as const
const PEOPLE = [
  { name: 'Ada Byron', email: 'ada@example.org', externalId: 'User-1' },
  { name: 'Adam 100%', email: 'smith_a@example.org', externalId: 'user-10' },
  { name: 'Žofie', email: 'zofie@example.org', externalId: 'a_d' },
]

/** Stretches between these seconds from now, either side open, each bound relative or absolute. */
function ranges(...seconds: readonly number[]): fc.Arbitrary<Exclude<Range, 'never'>> {
  const bound = fc.option(
    fc.constantFrom<Bound>(...seconds.flatMap((inSeconds) => [{ inSeconds }, { at: NOW + inSeconds * SECOND }])),
  )
  return fc.record({ from: bound, to: bound })
}

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
    const { id } = await world.session(of, {
      subject,
      at: NOW - ago,
      ip: ADDRESSES[place % ADDRESSES.length] ?? null,
      country: place % 2 === 0 ? 'DE' : null,
      expiresAt: place % 5 === 0 ? NOW + 2 * DAY : NOW + HOUR,
    })
    await world.usedAt(id, NOW - (place % 3) * MINUTE)
    await owner.query(
      'update credential_live set last_used_ip = $2, last_used_user_agent = $3, use_count = $4 where credential_id = $1',
      [id, ADDRESSES[place % 3], USER_AGENTS[place % USER_AGENTS.length]?.[1], place % 2],
    )
    if (place % 4 === 0) await end(id)
  }

  test('are all told apart by the population', () => {
    expect(all).toHaveLength(24)
    expect(new Set(all.map((view) => view.state))).toEqual(new Set(['active', 'ending_soon', 'ended']))
  })

  test('combine: a row is listed when every one of them holds for it', async () => {
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
    const filters = fc.record({
      applications: fc.subarray([0, 1], { minLength: 1 }),
      states: fc.subarray(['active', 'ending_soon', 'ended'] as const),
      subject: optional(fc.nat(23)),
      person: optional(
        fc.constantFrom('ad', 'ADA', 'user-1', 'User-1', 'adam 100%', 'smith_', 'smithx', 'žof', 'a_d', '%'),
      ),
      network: optional(fc.constantFrom(...Object.keys(NETWORKS))),
      usedNetwork: optional(fc.constantFrom(...Object.keys(NETWORKS))),
      issuedNetwork: optional(fc.constantFrom(...Object.keys(NETWORKS))),
      used: optional(fc.oneof(fc.constant('never' as const), ranges(-59, -60, -120))),
      issued: optional(ranges(-3_600, -7_199, -100_000, 0)),
      ends: optional(fc.oneof(fc.constant('never' as const), ranges(-60, 3_600, 3_601, 86_400))),
      country: optional(fc.constantFrom('DE', 'FR')),
      devices: fc.subarray(USER_AGENTS.map(([device]) => device)),
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
      { numRuns: 100 },
    )
  })

  test.for<[string, Partial<Filter>]>([
    ['an external id by its own spelling', { person: 'User-1' }],
    ['a network by an address inside it', { network: '203.0.113.77/25' }],
    ['where it was issued, whatever the case', { country: 'de' }],
    ['what was never used', { used: 'never' }],
    ['what a limit ends within two hours', { ends: { from: { inSeconds: 0 }, to: { inSeconds: 7_200 } } }],
    ...USER_AGENTS.map(([device]): [string, Partial<Filter>] => [`what runs on ${device}`, { devices: [device] }]),
  ])('find %s', async ([, filter]) => {
    const country = filter.country?.toUpperCase()
    const expected = all.filter((view) => matches(view, { applicationIds, ...filter, ...(country && { country }) }))
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
    const { states = [], person, subjectId, used, devices = [] } = filter
    const device = USER_AGENTS.find(([, userAgent]) => userAgent === view.userAgent)?.[0]
    return [
      filter.applicationIds?.includes(view.application.id) ?? true,
      states.length === 0 || states.includes(view.state),
      subjectId === undefined || view.subject.id === subjectId,
      person === undefined || isNamed(view, person),
      isInside(filter.network, view.lastUsedIp, view.createdIp),
      isInside(filter.usedNetwork, view.lastUsedIp),
      isInside(filter.issuedNetwork, view.createdIp),
      used === 'never' ? view.useCount === 0 : isWithin(used, view.lastUsedAt),
      isWithin(filter.issued, view.issuedAt),
      isWithin(filter.ends, view.state === 'ended' ? view.since : view.endsAt),
      filter.country === undefined || view.country === filter.country,
      devices.length === 0 || devices.some((each) => each === device),
    ].every(Boolean)
  }

  function isInside(network: string | undefined, ...addresses: readonly (string | null)[]): boolean {
    return network === undefined || addresses.some((address) => NETWORKS[network]?.includes(address ?? ''))
  }

  function isWithin(range: Range | undefined, at: Instant | null): boolean {
    if (range === undefined) return true
    if (range === 'never') return at === null
    const bound = (given: Bound) => ('at' in given ? given.at : NOW + given.inSeconds * SECOND)
    return at !== null && (!range.from || at >= bound(range.from)) && (!range.to || at < bound(range.to))
  }

  /** Names and mail addresses begin alike whatever their case; an external id is the application's own spelling. */
  function isNamed({ subject }: CredentialView, text: string): boolean {
    const begins = [subject.name, subject.email].some((value) => value?.toLowerCase().startsWith(text.toLowerCase()))
    return begins || subject.externalId.startsWith(text)
  }
})
