import type { TestClock } from '@/db/test-clock'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Acts } from './acts'
import { planIncidents } from './incidents'
import { planKeys } from './keys'
import { liveADay, lookAround, mornings, type Stage } from './lives'
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
