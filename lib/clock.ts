import type { Instant } from './core/instant'

/** This machine's clock, for telemetry and timers only: what is true of a credential is decided by the database's clock. */
export function wallClock(): Instant {
  return Date.now()
}

/** Milliseconds that only grow, for measuring how long something took. */
export function monotonic(): number {
  return performance.now()
}
