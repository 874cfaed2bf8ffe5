import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { Acts, Held } from './acts'
import type { HistoryWorld } from './history'
import { madeUpToken } from './made-up-token'
import type { DemoPerson } from './people'
import type { Timetable } from './timetable'

/** What went wrong in the last day, one of each kind that people ask about. */
export function planIncidents(
  world: HistoryWorld,
  timetable: Timetable,
  people: readonly DemoPerson[],
  now: Instant,
): void {
  const [traveller, leaver, typist, suspect, buyer, other, phished] = people
  if (!traveller || !leaver || !typist || !suspect || !buyer || !other || !phished) {
    throw new Error('The demo needs people')
  }
  planTheft(world, timetable, { traveller, phone: other.userAgent }, now - 26 * HOUR)
  planLeaver(world, timetable, leaver, now - 20 * HOUR)
  planPhishing(world, timetable, phished, now - 9 * HOUR)
  planTypos(world, timetable, typist, now - 5 * HOUR)
  planGuesses(world, timetable, now - 2.2 * HOUR)
  planWrongClock(world, timetable, people, now - 50 * MINUTE)
  planSuspect(world, timetable, suspect, now - 3 * HOUR)
  planMixUps(world, timetable, buyer, now - 8 * HOUR)
}

/** A laptop is stolen: its session is ended, the phone's stays. */
function planTheft(
  { storefront, operators }: HistoryWorld,
  timetable: Timetable,
  { traveller, phone: userAgent }: { readonly traveller: DemoPerson; readonly phone: string },
  from: Instant,
): void {
  const thief = { ...traveller, ip: '192.0.2.77', country: 'FR' }
  timetable.plan(from, async () => {
    const laptop = await storefront.signIn(traveller)
    const phone = await storefront.signIn({ ...traveller, userAgent })
    timetable.plan(from + 0.2 * HOUR, () =>
      operators.revoke(laptop.credentialId, 'key_compromise', 'Laptop stolen on the train, ticket 4711'),
    )
    for (const hours of [0.3, 0.4, 0.9]) {
      timetable.plan(from + hours * HOUR, () => present(storefront, laptop, thief))
    }
    timetable.plan(from + 0.3 * HOUR, () => present(storefront, phone, traveller))
  })
}

function planLeaver(
  { helpDesk, operators }: HistoryWorld,
  timetable: Timetable,
  leaver: DemoPerson,
  from: Instant,
): void {
  timetable.plan(from, async () => {
    const desk = await helpDesk.signIn(leaver)
    timetable.plan(from + 0.2 * HOUR, () => operators.disable(leaver.externalId, 'Left the company today'))
    timetable.plan(from + 0.4 * HOUR, () => present(helpDesk, desk, leaver))
  })
}

/** A password is typed into a copied page: everything of the person is ended at once, in both applications. */
function planPhishing(
  { storefront, helpDesk, operators }: HistoryWorld,
  timetable: Timetable,
  phished: DemoPerson,
  from: Instant,
): void {
  timetable.plan(from, async () => {
    const [shop, desk] = [await storefront.signIn(phished), await helpDesk.signIn(phished)]
    timetable.plan(from + 0.2 * HOUR, () =>
      operators.endEverythingOf(phished.externalId, 'Typed the password into a copied page, ticket 4718'),
    )
    timetable.plan(from + 0.3 * HOUR, () => present(storefront, shop, phished))
    timetable.plan(from + 0.3 * HOUR, () => present(helpDesk, desk, phished))
  })
}

/** A key is copied with a letter missing, then cut short, then right, then used for what it may not do. */
function planTypos({ storefront }: HistoryWorld, timetable: Timetable, typist: DemoPerson, from: Instant): void {
  timetable.plan(from, async (at) => {
    const { token } = await storefront.makeKey(typist, {
      name: 'Spreadsheet',
      purpose: 'Orders into a sheet',
      scopes: ['orders:read'],
    })
    const mistyped = token.slice(0, -9) + token.slice(-8)
    for (const [minute, text] of [
      [2, mistyped],
      [3, mistyped],
      [5, token.slice(0, 40)],
      [6, token],
    ] as const) {
      timetable.plan(at + minute * MINUTE, () => presentKey(storefront, text, typist, ['orders:read']))
    }
    timetable.plan(at + 9 * MINUTE, () => presentKey(storefront, token, typist, ['orders:write']))
  })
}

/** A key asks too often and is suspended until its owner answers. */
function planSuspect({ storefront }: HistoryWorld, timetable: Timetable, suspect: DemoPerson, from: Instant): void {
  timetable.plan(from, async (at) => {
    const held = await storefront.makeKey(suspect, {
      name: 'Price watcher',
      purpose: 'Compares prices',
      scopes: ['orders:read'],
    })
    timetable.plan(at + 70 * MINUTE, () => storefront.suspend(held, 'Too many requests; asked the owner'))
    for (const minutes of [20, 60, 85, 110, 140])
      timetable.plan(at + minutes * MINUTE, () => presentKey(storefront, held.token, suspect, []))
  })
}

/** Tokens that come to the wrong place: another application's, another kind's, another environment's, another product's. */
function planMixUps(
  { storefront, helpDesk }: HistoryWorld,
  timetable: Timetable,
  buyer: DemoPerson,
  from: Instant,
): void {
  timetable.plan(from, async () => {
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
