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
  const queue = createQueue(joining)
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let refused = 0

  const run = async () => {
    while (queue.size() > 0) {
      const tried = await deliver(handOver, queue.take())
      refused += tried.refused
      if (tried.again.length === 0) continue
      queue.putBack(tried.again)
      return arm()
    }
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
      queue.put(item)
      arm()
    },
    flush,
    dropped: () => refused + queue.overflowed(),
  }
}

/** Items in the order they came, those of one key as one. What comes when it is full is given up and counted. */
function createQueue<T>(joining: Joining<T> | undefined) {
  let waiting = new Map<unknown, T>()
  let overflowed = 0
  const put = (item: T) => {
    const key = joining?.keyOf(item) ?? {}
    const known = waiting.get(key)
    if (known !== undefined && joining !== undefined) waiting.set(key, joining.join(known, item))
    else if (waiting.size < WAITING_MAX) waiting.set(key, item)
    else overflowed += 1
  }
  return {
    put,
    /** The oldest, as many as one statement takes. */
    take(): T[] {
      const items: T[] = []
      for (const [key, item] of waiting) {
        if (items.length === HANDED_OVER_MAX) break
        items.push(item)
        waiting.delete(key)
      }
      return items
    },
    /** Those tried in vain are the older ones: they keep their place before what came meanwhile. */
    putBack(items: readonly T[]): void {
      const later = waiting.values()
      waiting = new Map()
      for (const item of items) put(item)
      for (const item of later) put(item)
    },
    size: () => waiting.size,
    overflowed: () => overflowed,
  }
}

/** What has to be tried again. An item the store will never take is looked for by halves and dropped: it must not hold up the others. */
async function deliver<T>(
  handOver: (items: readonly T[]) => Promise<void>,
  items: readonly T[],
): Promise<{ readonly again: readonly T[]; readonly refused: number }> {
  try {
    await handOver(items)
    return { again: [], refused: 0 }
  } catch (error) {
    if (!isRefusedData(error)) return { again: items, refused: 0 }
    if (items.length === 1) return { again: [], refused: 1 }
    const middle = Math.ceil(items.length / 2)
    const first = await deliver(handOver, items.slice(0, middle))
    const second = await deliver(handOver, items.slice(middle))
    return { again: [...first.again, ...second.again], refused: first.refused + second.refused }
  }
}
