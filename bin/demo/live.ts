import { wallClock } from '@/lib/clock'
import type { Instant } from '@/lib/core/instant'
import type { Acts } from './acts'
import type { Legacy } from './history'
import { type Stage, visit } from './lives'
import type { Random } from './random'

/** A present in which somebody does something every second or so. */
export interface LiveDemo {
  readonly stop: () => Promise<void>
}

const TURN_MILLISECONDS = 250
/** Nobody watching a demo waits eleven minutes for a click. */
const PACE = 4
const ARRIVALS_PER_TURN = 0.03

/** Goes on where history ended: plans that were made then come true now, over real HTTP, and new people arrive. */
export function liveOn(
  legacy: Legacy,
  applications: readonly Acts[],
  random: Random,
  onError: (error: unknown) => void,
): LiveDemo {
  const { timetable, people } = legacy
  let running: Promise<void> = Promise.resolve()
  let turning = false
  const turn = async () => {
    const now: Instant = wallClock()
    if (random.chance(ARRIVALS_PER_TURN)) {
      const stage: Stage = { acts: random.pick(applications), random, timetable, pace: PACE }
      timetable.plan(now, (at) => visit(stage, random.pick(people), at))
    }
    for (let next = timetable.next(now); next !== null; next = timetable.next(now)) await next.run(now).catch(onError)
  }
  const timer = setInterval(() => {
    if (turning) return
    turning = true
    running = turn().finally(() => {
      turning = false
    })
  }, TURN_MILLISECONDS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
