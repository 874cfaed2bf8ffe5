import { type Instant, SECOND } from '@/lib/core/instant'

/** A stretch of time that is looked at; `from` < `until`. */
export interface TimeWindow {
  readonly from: Instant
  readonly until: Instant
}

/** A window laid over the pixels `left` to `right`. */
export interface Scale extends TimeWindow {
  readonly left: number
  readonly right: number
}

/** The narrowest window: below it a minute of uses would be wider than the screen. */
export const SPAN_MIN = 30 * SECOND

export function span({ from, until }: TimeWindow): number {
  return until - from
}

/** The pixel an instant stands on; outside the window it lies outside `left` to `right`. */
export function xOf(scale: Scale, at: Instant): number {
  return scale.left + ((at - scale.from) / span(scale)) * (scale.right - scale.left)
}

/** The instant under a pixel, to the millisecond: the inverse of `xOf`. */
export function instantAt(scale: Scale, x: number): Instant {
  return Math.round(scale.from + ((x - scale.left) / (scale.right - scale.left)) * span(scale))
}

/** Milliseconds that one pixel stands for. */
export function perPixel(scale: Scale): number {
  return span(scale) / (scale.right - scale.left)
}

/** The window moved, and shortened only when it must be, so that it lies inside `bounds`. */
export function within(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const length = Math.min(Math.max(span(window), Math.min(SPAN_MIN, span(bounds))), span(bounds))
  const from = Math.round(clamp(window.from, bounds.from, bounds.until - length))
  return { from, until: Math.round(from + length) }
}

export function panned(window: TimeWindow, by: number, bounds: TimeWindow): TimeWindow {
  return within({ from: window.from + by, until: window.until + by }, bounds)
}

/** The window `factor` times as long, with `around` staying on its pixel as far as the bounds allow. */
export function zoomed(window: TimeWindow, factor: number, around: Instant, bounds: TimeWindow): TimeWindow {
  const length = clamp(span(window) * factor, Math.min(SPAN_MIN, span(bounds)), span(bounds))
  const share = clamp((around - window.from) / span(window), 0, 1)
  const from = around - share * length
  return within({ from, until: from + length }, bounds)
}

/** The window with its start put to `from`: the other edge stays where it is. */
export function withStart(window: TimeWindow, from: Instant, bounds: TimeWindow): TimeWindow {
  const latest = Math.max(window.until - SPAN_MIN, bounds.from)
  return { from: clamp(from, bounds.from, latest), until: window.until }
}

/** The window with its end put to `until`: the other edge stays where it is. */
export function withEnd(window: TimeWindow, until: Instant, bounds: TimeWindow): TimeWindow {
  const earliest = Math.min(window.from + SPAN_MIN, bounds.until)
  return { from: window.from, until: clamp(until, earliest, bounds.until) }
}

/** The window moved just far enough to show `at` with a tenth of its length to spare. */
export function including(window: TimeWindow, at: Instant, bounds: TimeWindow): TimeWindow {
  const spare = span(window) / 10
  if (at < window.from) return panned(window, at - spare - window.from, bounds)
  if (at > window.until) return panned(window, at + spare - window.until, bounds)
  return window
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high))
}
