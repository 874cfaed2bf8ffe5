import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import { AssayError } from '../../clients/node/errors'
import type { Acts, Held } from './acts'
import type { DemoPerson } from './people'
import type { Random } from './random'
import type { Timetable } from './timetable'

/** What a life is lived with: an application's acts, chance, and the timetable that history and the present share. */
export interface Stage {
  readonly acts: Acts
  readonly random: Random
  readonly timetable: Timetable
  /** How fast things happen: 1 in history, more in the live demo, where nobody waits for a day to pass. */
  readonly pace: number
}

/** A person's day at an application: signs in, looks around for a while, then signs out, goes away, or comes back too late. */
export function liveADay(stage: Stage, person: DemoPerson, morning: Instant): void {
  const { random, timetable } = stage
  if (!random.chance(0.7)) return
  timetable.plan(morning + random.between(6.5, 21) * HOUR, (at) => visit(stage, person, at))
}

/** Signs in now and stays for between ten minutes and an hour and a half; somebody disabled is turned away and gives up. */
export async function visit(stage: Stage, person: DemoPerson, at: Instant): Promise<void> {
  const held = await stage.acts.signIn(person).catch(turnedAway)
  if (held === null) return
  lookAround(stage, held, at, at + stage.random.between(10, 90) * MINUTE)
}

function turnedAway(error: unknown): null {
  if (error instanceof AssayError && error.code === 'conflict') return null
  throw error
}

/** Uses a session every few minutes until `until`, then leaves it one way or another. */
export function lookAround(stage: Stage, held: Held, at: Instant, until: Instant): void {
  const { random, timetable, pace } = stage
  const next = at + (random.between(1, 11) * MINUTE) / pace
  timetable.plan(next, async () => {
    if (next >= until) return leave(stage, held, next)
    const accepted = await use(stage, held)
    if (accepted) return lookAround(stage, held, next, until)
    if (random.chance(0.6))
      timetable.plan(next + random.between(0.2, 2) * MINUTE, (later) => visit(stage, held.person, later))
  })
}

async function leave(stage: Stage, held: Held, at: Instant): Promise<void> {
  const { random, timetable, acts } = stage
  const choice = random.next()
  if (choice < 0.35) return acts.end(held, 'logged_out')
  // Closed the laptop: comes back to a session that is idle by then, and signs in again.
  if (choice < 0.65) {
    timetable.plan(at + random.between(32, 150) * MINUTE, async (later) => {
      if (!(await use(stage, held))) await visit(stage, held.person, later)
    })
  }
}

function use({ acts }: Stage, { token, person }: Held): Promise<boolean> {
  return acts.present(token, { kind: 'session', from: person })
}

/** A program that uses its key again and again; it goes on when refused, as programs do. */
export function keepCalling(
  stage: Stage,
  held: Held,
  from: Instant,
  everyMinutes: number,
  scopes: readonly string[],
): void {
  const { random, timetable, acts, pace } = stage
  const next = from + (random.between(0.7, 1.3) * everyMinutes * MINUTE) / pace
  timetable.plan(next, async () => {
    await acts.present(held.token, { kind: 'api_key', from: held.person, scopes })
    keepCalling(stage, held, next, everyMinutes, scopes)
  })
}

/** Midnights (UTC) of the days a history of `days` touches, oldest first. */
export function mornings(now: Instant, days: number): Instant[] {
  const today = now - (now % DAY)
  return Array.from({ length: days + 1 }, (_, index) => today - (days - index) * DAY)
}
