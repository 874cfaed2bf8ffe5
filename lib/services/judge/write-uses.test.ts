import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { readUses } from './read-uses'
import type { Use } from './use-tally'
import { writeUses } from './write-uses'

const world = await testWorld({ max: 6 })
const { owner } = world.database
const { db } = world.services.api
const NOW = await world.now()
const HOUR_START = NOW - (NOW % HOUR)

const use = (credentialId: string, at: Instant, changes: Partial<Use> = {}): Use => ({
  ...{ credentialId, kind: 'api_key' as const, at, ip: null, userAgent: null, scopes: [], count: 1 },
  ...changes,
})

async function liveRow(credentialId: string) {
  const { rows } = await owner.query(
    `select (extract(epoch from last_used_at) * 1000)::float8 as at, use_count::float8 as count, host(last_used_ip) as ip, last_used_user_agent as agent
       from credential_live where credential_id = $1`,
    [credentialId],
  )
  return rows[0]
}

async function hourRows(credentialId: string) {
  const { rows } = await owner.query(
    `select (extract(epoch from hour) * 1000)::float8 as hour, minutes::text, count, (extract(epoch from last_at) * 1000)::float8 as at, addresses, address_counts, scopes, scope_counts, user_agents
       from use_hour where credential_id = $1 order by hour`,
    [credentialId],
  )
  return rows
}

describe('uses are stored', () => {
  test('exactly: counts, minutes and the last one, however they are split, ordered and repeated', async () => {
    const instants = fc.integer({ min: HOUR_START - 2 * HOUR, max: HOUR_START + HOUR - 1 })
    const given = fc.record({ at: instants, count: fc.integer({ min: 1, max: 3 }), part: fc.nat(2), who: fc.nat(1) })
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 30 }), async (uses) => {
        const issuedAt = HOUR_START - 3 * HOUR
        const ids = [
          await world.session(world.shop, { at: issuedAt }),
          await world.session(world.shop, { at: issuedAt }),
        ]
        const parts = [0, 1, 2].map((part) => uses.filter((each) => each.part === part))
        await Promise.all(
          parts.map((part) =>
            writeUses(
              db,
              part.map(({ at, count, who }) => use(ids[who]?.id ?? '', at, { count })),
            ),
          ),
        )
        for (const [who, { id }] of ids.entries()) {
          const own = uses.filter((each) => each.who === who)
          expect(await liveRow(id)).toMatchObject({
            at: Math.max(issuedAt, ...own.map((each) => each.at)),
            count: own.reduce((sum, each) => sum + each.count, 0),
          })
          expect((await hourRows(id)).map(({ hour, count, minutes, at }) => [hour, count, minutes, at])).toEqual(
            hoursOf(own),
          )
        }
      }),
      { numRuns: 12 },
    )
  })

  function hoursOf(uses: readonly { readonly at: Instant; readonly count: number }[]) {
    const hours = [...new Set(uses.map(({ at }) => at - (at % HOUR)))].sort((a, b) => a - b)
    return hours.map((hour) => {
      const own = uses.filter(({ at }) => at - (at % HOUR) === hour)
      const used = new Set(own.map(({ at }) => Math.floor((at - hour) / MINUTE)))
      const minutes = Array.from({ length: 60 }, (_, minute) => (used.has(minute) ? '1' : '0')).join('')
      const count = own.reduce((sum, each) => sum + each.count, 0)
      return [hour, count, minutes, Math.max(...own.map(({ at }) => at))]
    })
  }

  test('and read again by the minute, oldest first', async () => {
    const { id } = await world.session(world.shop, { at: HOUR_START - HOUR })
    const minutes = [HOUR_START - MINUTE, HOUR_START, HOUR_START + 59 * MINUTE]
    await writeUses(
      db,
      minutes.map((minute) => use(id, minute + 59 * SECOND)),
    )
    expect(await readUses(db, id)).toEqual(minutes.map((minute) => ({ minute, count: 1 })))
  })

  test('an older use that arrives late counts, and does not move the last one back', async () => {
    const { id } = await world.session(world.shop, { at: HOUR_START - HOUR })
    await writeUses(db, [use(id, HOUR_START + SECOND)])
    await writeUses(db, [use(id, HOUR_START)])
    expect(await liveRow(id)).toMatchObject({ at: HOUR_START + SECOND, count: 2 })
  })

  test('from where is kept of the last use that says so', async () => {
    const { id } = await world.session(world.shop, { at: HOUR_START - HOUR })
    await writeUses(db, [
      use(id, HOUR_START + 2, { ip: '203.0.113.2', userAgent: 'second' }),
      use(id, HOUR_START + 1, { ip: '203.0.113.1', userAgent: 'first' }),
    ])
    await writeUses(db, [use(id, HOUR_START + 3)])
    expect(await liveRow(id)).toMatchObject({ ip: '203.0.113.2', agent: 'second' })
  })

  test('addresses and scopes of an hour are kept once each, and only so many of a key under load', async () => {
    const { id } = await world.key(world.shop, { at: HOUR_START - HOUR })
    const from = (place: number) =>
      use(id, HOUR_START, { ip: `203.0.113.${place}`, scopes: ['orders:read', `s:${place}`] })
    await writeUses(db, [from(1), from(2), from(1)])
    await writeUses(db, [from(2), from(3)])
    const [few] = await hourRows(id)
    expect(few.addresses.sort()).toEqual(['203.0.113.1', '203.0.113.2', '203.0.113.3'])
    expect(few.scopes.sort()).toEqual(['orders:read', 's:1', 's:2', 's:3'])
    await writeUses(
      db,
      Array.from({ length: 40 }, (_, place) => from(place + 1)),
    )
    await writeUses(
      db,
      Array.from({ length: 40 }, (_, place) => from(place + 100)),
    )
    const [many] = await hourRows(id)
    expect([many.addresses.length, many.scopes.length, many.count]).toEqual([20, 20, 85])
    // The three that were there first are counted to the last; the places were taken when the last forty came.
    expect(counts(many.addresses, many.address_counts)).toMatchObject({
      '203.0.113.1': 3,
      '203.0.113.2': 3,
      '203.0.113.3': 2,
    })
    expect(many.addresses.some((address: string) => /\.1\d\d$/.test(address))).toBe(false)
    expect(counts(many.scopes, many.scope_counts)).toMatchObject({ 'orders:read': 85, 's:1': 3 })
  })
})

describe('uses by address and scope', () => {
  test('are counted exactly for those kept, however they are split and ordered', async () => {
    const places = fc.record({
      place: fc.nat(5),
      scope: fc.nat(2),
      count: fc.integer({ min: 1, max: 4 }),
      part: fc.nat(2),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(places, { minLength: 1, maxLength: 25 }), async (uses) => {
        const { id } = await world.key(world.shop, { at: HOUR_START - HOUR })
        for (const part of [0, 1, 2])
          await writeUses(
            db,
            uses
              .filter((each) => each.part === part)
              .map(({ place, scope, count }) =>
                use(id, HOUR_START, { ip: `203.0.113.${place}`, scopes: [`s:${scope}`], count }),
              ),
          )
        const [row] = await hourRows(id)
        expect(counts(row.addresses, row.address_counts)).toEqual(tally(uses, ({ place }) => `203.0.113.${place}`))
        expect(counts(row.scopes, row.scope_counts)).toEqual(tally(uses, ({ scope }) => `s:${scope}`))
      }),
      { numRuns: 15 },
    )
  })

  test('without an address are told apart by what is missing to the whole', async () => {
    const { id } = await world.key(world.shop, { at: HOUR_START - HOUR })
    await writeUses(db, [use(id, HOUR_START, { ip: '203.0.113.1', count: 3 }), use(id, HOUR_START, { count: 2 })])
    await writeUses(db, [use(id, HOUR_START)])
    const [row] = await hourRows(id)
    expect([row.count, row.address_counts]).toEqual([6, [3]])
  })

  test('keep the user agents of keys, cut and only so many, and none of a session', async () => {
    const key = await world.key(world.shop, { at: HOUR_START - HOUR })
    const session = await world.session(world.shop, { at: HOUR_START - HOUR })
    const agents = Array.from({ length: 12 }, (_, n) => `agent/${n} ${'x'.repeat(300)}`)
    await writeUses(
      db,
      agents.map((userAgent) => use(key.id, HOUR_START, { userAgent })),
    )
    await writeUses(db, [use(key.id, HOUR_START, { userAgent: agents[0] ?? '' })])
    await writeUses(db, [use(session.id, HOUR_START, { kind: 'session', userAgent: 'Firefox' })])
    const [row] = await hourRows(key.id)
    expect(row.user_agents).toEqual(agents.slice(0, 8).map((agent) => agent.slice(0, 200)))
    expect((await hourRows(session.id))[0].user_agents).toEqual([])
  })

  function tally<T extends { count: number }>(uses: readonly T[], of: (use: T) => string): Record<string, number> {
    const counted: Record<string, number> = {}
    for (const each of uses) counted[of(each)] = (counted[of(each)] ?? 0) + each.count
    return counted
  }
})

function counts(values: readonly string[], numbers: readonly number[]): Record<string, number> {
  expect(values).toHaveLength(numbers.length)
  return Object.fromEntries(values.map((value, index) => [value, numbers[index] ?? 0]))
}

describe('a use of what has ended', () => {
  test('revives nothing, counts nothing, and is told apart from one that was stored', async () => {
    const live = await world.session(world.shop, { at: HOUR_START - HOUR })
    const ended = await world.session(world.shop, { at: HOUR_START - HOUR })
    await revokeCredentials(world.administrator, { credentialIds: [ended.id] })
    const before = await world.ending(ended.id)
    const written = await writeUses(
      db,
      [live.id, ended.id, randomUUID()].map((id) => use(id, HOUR_START)),
    )
    expect(written).toEqual(new Set([live.id]))
    expect([await liveRow(ended.id), await hourRows(ended.id)]).toEqual([undefined, []])
    expect(await world.ending(ended.id)).toEqual(before)
  })

  test('that races with its end is either counted before it or refused, never after', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await world.session(world.shop, { at: HOUR_START - HOUR })
      const [written] = await Promise.all([
        writeUses(db, [use(id, HOUR_START)]),
        revokeCredentials(world.administrator, { credentialIds: [id] }),
      ])
      const counted = written.has(id)
      expect(await world.ending(id)).toMatchObject({ use_count: counted ? 1 : 0 })
      expect(await hourRows(id)).toHaveLength(counted ? 1 : 0)
    }
  })
})

test('many writers over the same credentials in every order neither deadlock nor lose a use', async () => {
  const { id, subject } = await world.session(world.shop, { at: HOUR_START - HOUR })
  const ids = [id, ...(await world.copies(id, 29))]
  const shuffles = fc.sample(fc.shuffledSubarray(ids, { minLength: 30, maxLength: 30 }), 12)
  await Promise.all(
    shuffles.map((order) =>
      writeUses(
        db,
        order.map((each) => use(each, HOUR_START)),
      ),
    ),
  )
  const { rows } = await owner.query('select distinct use_count::int from credential_live where subject_id = $1', [
    subject.id,
  ])
  expect(rows).toEqual([{ use_count: 12 }])
})
