import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { DAY, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { STATES } from '@/lib/core/lifecycle'
import type { CredentialView } from '../credential-view'
import { endCredentials } from '../end-credentials'
import { COUNT_MAX, encodeCursor } from '../keyset'
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

async function list(filter: Partial<Filter> = {}) {
  return listCredentials(world.support, { kind: 'session', limit: 200, ...filter })
}

async function idsOf(filter: Partial<Filter>): Promise<string[]> {
  return (await list(filter)).items.map((item) => item.id)
}

async function end(ids: readonly string[], endedAt: Instant): Promise<void> {
  const drafts = ids.map(
    (credentialId) => ({ credentialId, endedAt, reason: 'revoked', cause: null, note: null }) as const,
  )
  await world.services.console.db.transaction((tx) =>
    endCredentials(tx, { now: NOW, actor: NOBODY, correlationId: crypto.randomUUID() }, drafts),
  )
}

test('shows a narrowed operator what is in reach, and counts nothing else', async () => {
  const [mine, other] = [await world.application(), await world.application()]
  const [{ id }, foreign] = [await world.session(mine), await world.session(other)]
  const by = await world.operatorOf(mine)
  const page = await listCredentials(by, { kind: 'session' })
  expect(page.items.map((item) => item.id)).toEqual([id])
  expect(page.total).toMatchObject({ count: 1 })
  const asked = await listCredentials(by, { kind: 'session', applicationIds: [other.id] })
  expect(asked).toMatchObject({ items: [], total: { count: 0 } })
  await end([id, foreign.id], NOW)
  const { items } = await listCredentials(by, { kind: 'session', states: ['ended'] })
  expect(items.map((item) => item.id)).toEqual([id])
})

interface Life {
  readonly issued: number
  readonly used: number
  readonly startsIn: number | null
  readonly expiresIn: number | null
  readonly overlap: number | null
  readonly happens: 'nothing' | 'suspended' | 'owner disabled' | 'ended'
}

/** Minutes before or after now, with every boundary of the rules below among them. */
const minutes = fc.constantFrom(-30, -10, -1, 0, 1, 10, 30)
const lives: fc.Arbitrary<Life> = fc.record({
  issued: fc.constantFrom(31, 60, 120),
  used: fc.constantFrom(0, 9, 10, 30),
  startsIn: fc.option(minutes, { nil: null }),
  expiresIn: fc.option(minutes, { nil: null }),
  overlap: fc.option(minutes, { nil: null, freq: 2 }),
  happens: fc.constantFrom('nothing', 'nothing', 'suspended', 'owner disabled', 'ended'),
})

async function live(application: Awaited<ReturnType<typeof world.application>>, life: Life): Promise<string> {
  const from = (offset: number | null) => (offset === null ? null : NOW + offset * MINUTE)
  const at = NOW - life.issued * MINUTE
  const { id, subject } = await world.session(application, {
    at,
    notBefore: from(life.startsIn),
    expiresAt: from(life.expiresIn),
  })
  await world.usedAt(id, NOW - life.used * MINUTE)
  if (life.overlap !== null)
    await owner.query('update credential_live set overlap_until = $2, successor_id = $1 where credential_id = $1', [
      id,
      new Date(NOW + life.overlap * MINUTE),
    ])
  if (life.happens === 'suspended') await world.suspend(id)
  if (life.happens === 'owner disabled') await world.disable('subject', subject.id)
  if (life.happens === 'ended') await end([id], NOW - MINUTE)
  return id
}

describe('the state filter', () => {
  test('gives exactly the rows whose view has the state, those that lapsed unswept among the ended', async () => {
    const population = fc.array(lives, { minLength: 4, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(population, fc.subarray([...STATES], { minLength: 1 }), async (people, several) => {
        const application = await world.application()
        await world.policy(application.id, { idleSeconds: 30 * 60, absoluteSeconds: 2 * 3_600, from: NOW - DAY })
        const made = []
        for (const life of people) made.push(await live(application, life))
        const applicationIds = [application.id]
        const all = await list({ applicationIds })
        expect(all.items.map((item) => item.id).sort()).toEqual(made.sort())
        for (const states of [...STATES.map((state) => [state]), several]) {
          const found = await list({ applicationIds, states })
          expect(found.items).toEqual(all.items.filter((item) => states.includes(item.state)))
          expect(found.total).toEqual({ count: found.items.length, exact: true })
        }
      }),
      { numRuns: 8 },
    )
  })

  test('keeps a credential findable after its end, with why, when and by whom', async () => {
    const application = await world.application()
    const { id } = await world.session(application)
    await end([id], NOW - MINUTE)
    const { items } = await list({ applicationIds: [application.id], states: ['ended'] })
    expect(items).toMatchObject([{ id, state: 'ended', reason: 'revoked', since: NOW - MINUTE }])
  })
})

describe('paging', () => {
  const applicationIds: string[] = []

  /** Forty rows on four instants, live and ended: nearly all of them tie. */
  beforeAll(async () => {
    const application = await world.application()
    applicationIds.push(application.id)
    for (let step = 0; step < 4; step += 1) {
      const { id } = await world.session(application, { at: NOW - DAY - step })
      await world.usedAt(id, NOW - ((step * 3) % 4))
      const copies = await world.copies(id, 9)
      await end(copies.slice(0, 4), NOW - SECOND)
    }
  })

  test.for(['issued', 'used'] as const)('by %s visits every row exactly once, newest first', async (sort) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 41 }), async (limit) => {
        const seen: CredentialView[] = []
        let page = await list({ applicationIds, sort, limit })
        expect(page.total).toEqual({ count: 40, exact: true })
        for (;;) {
          seen.push(...page.items)
          if (page.nextCursor === null) break
          expect(page.items).toHaveLength(limit)
          page = await list({ applicationIds, sort, limit, cursor: page.nextCursor })
          expect(page.total).toBeNull()
        }
        const position = (view: CredentialView) => [sort === 'used' ? view.lastUsedAt : view.issuedAt, view.id] as const
        const sorted = [...seen].sort((a, b) => descending(position(a), position(b)))
        expect(seen.map((view) => view.id)).toEqual(sorted.map((view) => view.id))
        expect(new Set(seen.map((view) => view.id)).size).toBe(40)
      }),
      { numRuns: 6, examples: [[39], [40]] },
    )
  })

  function descending([a, idA]: readonly [number, string], [b, idB]: readonly [number, string]): number {
    return b - a || (idA < idB ? 1 : -1)
  }

  test('goes on where it was though the last row seen has ended since', async () => {
    const first = await list({ applicationIds, limit: 5 })
    const rest = await idsOf({ applicationIds, cursor: first.nextCursor ?? '' })
    const last = first.items.at(-1)
    await end([last?.id ?? ''], NOW)
    expect(await idsOf({ applicationIds, cursor: first.nextCursor ?? '' })).toEqual(rest)
  })

  test.for([
    ['no base64 of ours', 'nonsense'],
    ['an instant beyond any calendar', encodeCursor({ at: 8_999_999_999_999_999, id: crypto.randomUUID() })],
    ['an id that is none', encodeCursor({ at: NOW, id: '-'.repeat(36) })],
    ['more than it should hold', encodeCursor({ at: NOW, id: `${crypto.randomUUID()}'; --` })],
    ['nothing', ''],
  ] as const)('from a cursor that was made up is refused: %s', async ([, cursor]) => {
    await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/cursor' }] })
  })
})

describe('the count', () => {
  test('beyond ten thousand says so instead of a number that is not one', async () => {
    const application = await world.application()
    const { id } = await world.session(application)
    const copies = await world.copies(id, COUNT_MAX)
    const applicationIds = [application.id]
    expect((await list({ applicationIds, limit: 1 })).total).toEqual({ count: COUNT_MAX, exact: false })
    await end(copies.slice(0, 1), NOW)
    expect((await list({ applicationIds, limit: 1, states: ['active'] })).total).toEqual({
      count: COUNT_MAX,
      exact: true,
    })
    expect((await list({ applicationIds, limit: 1 })).total).toEqual({ count: COUNT_MAX, exact: false })
  })
})

describe('a list is refused', () => {
  test.for<[string, Partial<Filter>, string]>([
    ['a network that is none', { network: '203.0.113.0/33' }, '/network'],
    ['an address with letters', { network: 'home' }, '/network'],
    ['a person of control characters', { person: 'a\u0000b' }, '/person'],
    ['a stretch longer than any calendar', { used: { from: { inSeconds: -1e12 }, to: null } }, '/used/from/inSeconds'],
    ['an instant no calendar has', { issued: { from: null, to: { at: 1e15 } } }, '/issued/to/at'],
    ['a country that is none', { country: 'D1' }, '/country'],
    ['an address that is none', { usedNetwork: '203.0.113.0/33' }, '/usedNetwork'],
    ['a page without rows', { limit: 0 }, '/limit'],
    ['a page of all', { limit: 201 }, '/limit'],
  ])('for %s, by the name of the field', async ([, filter, pointer]) => {
    await expect(list(filter)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('to an application, whatever its key may do: the list spans applications', async () => {
    const asked = listCredentials(world.asApplication(world.shop), { kind: 'session' })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})
