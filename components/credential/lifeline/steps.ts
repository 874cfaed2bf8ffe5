import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { SNAP } from './layout'
import type { LifeEvent } from './model'
import { clamp, perPixel, type Scale, type TimeWindow } from './scale'

const STEPS = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  30 * DAY,
]

/** How far one press of an arrow key moves the line: a round length of a few pixels. */
export function arrowStep(scale: Scale): number {
  const wanted = perPixel(scale) * 3
  return STEPS.find((step) => step >= wanted) ?? 30 * DAY
}

/** The instant under the pointer, or the event it is nearly on. */
export function snapped(at: Instant, events: readonly LifeEvent[], scale: Scale): Instant {
  const reach = SNAP * perPixel(scale)
  const near = events.filter((event) => Math.abs(event.at - at) <= reach)
  const nearest = near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]
  return nearest?.at ?? at
}

/** Where a key takes the line, or null for a key that is not about time. */
export function keyTarget(key: string, big: boolean, { at, now, scale, bounds, events }: KeyContext): Instant | null {
  const step = arrowStep(scale) * (big ? 10 : 1)
  const targets: Record<string, Instant> = {
    ArrowRight: at + step,
    ArrowUp: at + step,
    ArrowLeft: at - step,
    ArrowDown: at - step,
    PageUp: events.find((event) => event.at > at)?.at ?? at,
    PageDown: events.findLast((event) => event.at < at)?.at ?? at,
    Home: events[0]?.at ?? bounds.from,
    End: now,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  return target === undefined ? null : Math.round(clamp(target, bounds.from, bounds.until))
}

export interface KeyContext {
  readonly at: Instant
  readonly now: Instant
  readonly scale: Scale
  readonly bounds: TimeWindow
  /** In the order of time. */
  readonly events: readonly LifeEvent[]
}
