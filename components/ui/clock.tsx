'use client'

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { zoneCookie } from '@/lib/appearance'
import { monotonic } from '@/lib/clock'

type Ticker = { now: () => number; subscribe: (listener: () => void) => () => void }
type Clock = { started: number; ticker: Ticker; zone: string; chosenZone: string | null }

const ClockContext = createContext<Clock | null>(null)

type ClockProviderProps = {
  now: number
  /** The browser's zone, as far as the server knows it. */
  zone: string
  /** The zone the operator chose to see times in; null for the browser's. */
  chosenZone: string | null
  children: ReactNode
}

/**
 * The one clock of the page: the server's `now` (epoch milliseconds), carried forward by a monotonic timer,
 * so that a wrong clock on the operator's machine changes nothing that is shown.
 */
export function ClockProvider({ now, zone, chosenZone, children }: ClockProviderProps) {
  const [{ started, ticker }] = useState(() => ({ started: now, ticker: createTicker(now) }))
  const clock = useMemo(() => ({ started, ticker, zone, chosenZone }), [started, ticker, zone, chosenZone])
  useEffect(() => rememberZone(zone), [zone])
  return <ClockContext value={clock}>{children}</ClockContext>
}

/** What `format` makes of the current instant; renders again only when the result differs. */
export function useTicking<Value extends string | number | boolean>(format: (now: number) => Value): Value {
  const { started, ticker } = useClock()
  const fromServer = useCallback(() => format(started), [format, started])
  return useSyncExternalStore(ticker.subscribe, () => format(ticker.now()), fromServer)
}

/** Reads the current instant when called, for use in event handlers. */
export function useNow(): () => number {
  return useClock().ticker.now
}

/** The operator's zone: the chosen one, or the browser's, which the server knows from a cookie after the first visit and calls UTC before. */
export function useZone(): string {
  const { chosenZone } = useClock()
  const browsers = useBrowserZone()
  return chosenZone ?? browsers
}

/** The zone this browser says it is in. */
export function useBrowserZone(): string {
  const { zone } = useClock()
  return useSyncExternalStore(neverChanges, browserZone, () => zone)
}

function useClock(): Clock {
  const clock = useContext(ClockContext)
  if (!clock) throw new Error('A time was rendered outside ClockProvider')
  return clock
}

function createTicker(serverNow: number): Ticker {
  const origin = answeredAt()
  const listeners = new Set<() => void>()
  let current = serverNow
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    current = serverNow + Math.floor(monotonic() - origin)
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    timer ??= setInterval(tick, 1_000)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
  return { now: () => current, subscribe }
}

/** When the server's `now` left it: at hydration a slow page's clock would else lag by its loading time. */
function answeredAt(): number {
  if (typeof window === 'undefined') return monotonic()
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : monotonic()
}

const neverChanges = () => () => undefined
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function rememberZone(known: string): void {
  const zone = browserZone()
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  if (zone !== known) document.cookie = zoneCookie(zone, window.location.origin)
}
