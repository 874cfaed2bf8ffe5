import type { TestClock } from '@/db/test-clock'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { Acts, Held } from './acts'
import { planKeys } from './keys'
import { liveADay, lookAround, mornings, type Stage } from './lives'
import { madeUpToken } from './made-up-token'
import { createPeople, type DemoPerson } from './people'
import type { Random } from './random'
import type { Operators } from './setting'
import { createTimetable, type Timetable } from './timetable'

/** Everything that can act in the demo: two applications, operators, and the clock of the past. */
export interface HistoryWorld {
  readonly storefront: Acts
  readonly helpDesk: Acts
  /** A server of the shop whose clock is wrong. */
  readonly slowServer: Acts
  readonly operators: Operators
  readonly clock: TestClock
  readonly random: Random
  /** Plans what support does about all that. */
  readonly planCases: (timetable: Timetable) => void
  /** Writes what telemetry holds, and records what ended by itself, as the worker would have. */
  readonly settle: () => Promise<void>
}

/** What the past leaves to the present: who there is, and what is planned for later than now. */
export interface Legacy {
  readonly people: readonly DemoPerson[]
  readonly timetable: Timetable
}

export const HISTORY_DAYS = 3
const PEOPLE = 110

/** Lives the past in order, each happening at its instant, through the same data plane as the present. */
export async function liveHistory(world: HistoryWorld, now: Instant): Promise<Legacy> {
  const { random, clock } = world
  const timetable = createTimetable()
  const people = createPeople(random, PEOPLE)
  const days = mornings(now, HISTORY_DAYS)
  const stage = (acts: Acts): Stage => ({ acts, random, timetable, pace: 1 })
  for (const morning of days) {
    for (const person of people)
      liveADay(stage(random.chance(0.8) ? world.storefront : world.helpDesk), person, morning)
  }
  planKeys(world.storefront, stage(world.storefront), now - HISTORY_DAYS * DAY)
  planIncidents(world, timetable, people, now)
  planRush(stage(world.storefront), stage(world.helpDesk), people, now)
  planSettling(world, timetable, now)
  world.planCases(timetable)
  for (let next = timetable.next(now); next !== null; next = timetable.next(now)) {
    await clock.setInstant(Math.round(next.at))
    await next.run(next.at)
  }
  await world.settle()
  return { people, timetable }
}

/** Whatever the hour: the last few hours were busy, so that the present has people in it. */
function planRush(storefront: Stage, helpDesk: Stage, people: readonly DemoPerson[], now: Instant): void {
  const { random, timetable } = storefront
  for (const person of people.slice(10, 95)) {
    const stage = random.chance(0.75) ? storefront : helpDesk
    timetable.plan(now - random.between(0.05, 5) * HOUR, async (at) => {
      const held = await stage.acts.signIn(person)
      lookAround(stage, held, at, at + random.between(1, 7) * HOUR)
    })
  }
}

function planSettling({ settle }: HistoryWorld, timetable: Timetable, now: Instant): void {
  for (let at = now - HISTORY_DAYS * DAY; at < now; at += 10 * MINUTE) timetable.plan(at, settle)
}

function planIncidents(world: HistoryWorld, timetable: Timetable, people: readonly DemoPerson[], now: Instant): void {
  const [traveller, leaver, typist, suspect, buyer, , phished] = people
  if (!traveller || !leaver || !typist || !suspect || !buyer || !phished) throw new Error('The demo needs people')
  const { storefront, helpDesk, operators } = world
  timetable.plan(now - 26 * HOUR, async () => {
    const laptop = await storefront.signIn(traveller)
    const phone = await storefront.signIn({ ...traveller, userAgent: people[5]?.userAgent ?? traveller.userAgent })
    timetable.plan(now - 25.8 * HOUR, () =>
      operators.revoke(laptop.credentialId, 'key_compromise', 'Laptop stolen on the train, ticket 4711'),
    )
    for (const hours of [25.7, 25.6, 25.1]) {
      timetable.plan(now - hours * HOUR, () =>
        present(storefront, laptop, { ...traveller, ip: '192.0.2.77', country: 'FR' }),
      )
    }
    timetable.plan(now - 25.7 * HOUR, () => present(storefront, phone, traveller))
  })
  timetable.plan(now - 20 * HOUR, async () => {
    const desk = await helpDesk.signIn(leaver)
    timetable.plan(now - 19.8 * HOUR, () => operators.disable(leaver.externalId, 'Left the company today'))
    timetable.plan(now - 19.6 * HOUR, () => present(helpDesk, desk, leaver))
  })
  timetable.plan(now - 9 * HOUR, async () => {
    const [shop, desk] = [await storefront.signIn(phished), await helpDesk.signIn(phished)]
    timetable.plan(now - 8.8 * HOUR, () =>
      operators.endEverythingOf(phished.externalId, 'Typed the password into a copied page, ticket 4718'),
    )
    timetable.plan(now - 8.7 * HOUR, () => present(storefront, shop, phished))
    timetable.plan(now - 8.7 * HOUR, () => present(helpDesk, desk, phished))
  })
  timetable.plan(now - 5 * HOUR, async (at) => {
    const { token } = await storefront.makeKey(typist, {
      name: 'Spreadsheet',
      purpose: 'Orders into a sheet',
      scopes: ['orders:read'],
    })
    const mistyped = token.slice(0, -9) + token.slice(-8)
    for (const [minute, text] of [
      [2, mistyped],
      [3, mistyped],
      [5, `${token.slice(0, 40)}`],
      [6, token],
    ] as const) {
      timetable.plan(at + minute * MINUTE, () => presentKey(storefront, text, typist, ['orders:read']))
    }
    timetable.plan(at + 9 * MINUTE, () => presentKey(storefront, token, typist, ['orders:write']))
  })
  planGuesses(world, timetable, now - 2.2 * HOUR)
  planWrongClock(world, timetable, people, now - 50 * MINUTE)
  timetable.plan(now - 3 * HOUR, async (at) => {
    const held = await storefront.makeKey(suspect, {
      name: 'Price watcher',
      purpose: 'Compares prices',
      scopes: ['orders:read'],
    })
    timetable.plan(at + 70 * MINUTE, () => storefront.suspend(held, 'Too many requests; asked the owner'))
    for (const minutes of [20, 60, 85, 110, 140])
      timetable.plan(at + minutes * MINUTE, () => presentKey(storefront, held.token, suspect, []))
  })
  timetable.plan(now - 8 * HOUR, async () => {
    const cart = await storefront.signIn(buyer)
    await helpDesk.present(cart.token, { kind: 'session', from: buyer })
    await storefront.present(cart.token, { kind: 'api_key', from: buyer })
    await storefront.present(`asy_test_${cart.token.slice('asy_live_'.length)}`, { kind: 'session', from: buyer })
    await storefront.present('ghp_16C7e42F292c6912E7710c838347Ae178B4a', { kind: 'api_key', from: buyer })
  })
}

/** Somebody tries tokens made up from one address: right shape, right checksum, wrong issuer. */
function planGuesses({ storefront, random }: HistoryWorld, timetable: Timetable, from: Instant): void {
  const guesser = { ip: '192.0.2.66', country: 'US', userAgent: 'python-requests/2.31.0' }
  for (let guess = 0; guess < 160; guess += 1) {
    timetable.plan(from + random.between(0, 14) * MINUTE, () =>
      storefront.present(madeUpToken(random), { kind: 'api_key', from: guesser }).then(() => undefined),
    )
  }
}

/** One server's clock is 94 s behind: every request it forwards is refused until somebody sets it right. */
function planWrongClock(
  { slowServer }: HistoryWorld,
  timetable: Timetable,
  people: readonly DemoPerson[],
  from: Instant,
): void {
  for (const [index, person] of people.slice(20, 26).entries()) {
    timetable.plan(from + index * 3 * MINUTE, async (at) => {
      const held = await slowServer.signIn(person)
      for (const seconds of [10, 40]) {
        timetable.plan(at + seconds * SECOND, async (later) => {
          const sentAt = new Date(later - 94 * SECOND).toISOString()
          await slowServer.present(held.token, { kind: 'session', from: person, sentAt })
        })
      }
    })
  }
}

async function present(acts: Acts, held: Held, from: DemoPerson): Promise<void> {
  await acts.present(held.token, { kind: 'session', from })
}

async function presentKey(acts: Acts, token: string, from: DemoPerson, scopes: readonly string[]): Promise<void> {
  await acts.present(token, { kind: 'api_key', from, scopes })
}
