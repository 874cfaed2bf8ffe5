import { isRefusedData } from '../errors'

/** Collects items and hands them over together, one hand-over at a time. */
export interface Batch<T> {
  add(item: T): void
  flush(): Promise<void>
  /** Items given up: the store stayed away longer than the queue could hold, or would never have taken them. */
  dropped(): number
}

const WAITING_MAX = 50_000
/** A statement takes at most 65,535 parameters. */
const HANDED_OVER_MAX = 1_000

/** Items with the same key wait as one. */
export interface Joining<T> {
  readonly keyOf: (item: T) => string
  readonly join: (known: T, next: T) => T
}

/** Items wait at most `intervalMilliseconds`. A failed hand-over is tried again with the next one; the queue is bounded. */
export function createBatch<T>(
  handOver: (items: readonly T[]) => Promise<void>,
  intervalMilliseconds: number,
  joining?: Joining<T>,
): Batch<T> {
  let waiting = new Map<unknown, T>()
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let dropped = 0

  const run = async () => {
    while (waiting.size > 0) {
      const undelivered = await deliver(take())
      if (undelivered.length > 0) return keep(undelivered)
    }
  }
  const take = () => {
    const items: T[] = []
    for (const [key, item] of waiting) {
      if (items.length === HANDED_OVER_MAX) break
      items.push(item)
      waiting.delete(key)
    }
    return items
  }
  /** What has to be tried again. An item the store will never take is looked for by halves and dropped: it must not hold up the others. */
  const deliver = async (items: readonly T[]): Promise<readonly T[]> => {
    try {
      await handOver(items)
      return []
    } catch (error) {
      if (!isRefusedData(error)) return items
      if (items.length === 1) {
        dropped += 1
        return []
      }
      const middle = Math.ceil(items.length / 2)
      return [...(await deliver(items.slice(0, middle))), ...(await deliver(items.slice(middle)))]
    }
  }
  /** Those tried in vain are the older ones: they keep their place before what came meanwhile. */
  const keep = (items: readonly T[]) => {
    const later = waiting.values()
    waiting = new Map()
    for (const item of items) put(item)
    for (const item of later) put(item)
    arm()
  }
  const put = (item: T) => {
    const key = joining?.keyOf(item) ?? {}
    const known = waiting.get(key)
    if (known !== undefined && joining !== undefined) waiting.set(key, joining.join(known, item))
    else if (waiting.size < WAITING_MAX) waiting.set(key, item)
    else dropped += 1
  }
  const arm = () => {
    timer ??= setTimeout(() => void flush(), intervalMilliseconds).unref()
  }
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    running = running.then(run)
    return running
  }
  return {
    add(item) {
      put(item)
      arm()
    },
    flush,
    dropped: () => dropped,
  }
}
