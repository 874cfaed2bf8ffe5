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

/** Items wait at most `intervalMilliseconds`. A failed hand-over is tried again with the next one; the queue is bounded. */
export function createBatch<T>(
  handOver: (items: readonly T[]) => Promise<void>,
  intervalMilliseconds: number,
): Batch<T> {
  let waiting: T[] = []
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let dropped = 0

  const run = async () => {
    while (waiting.length > 0) {
      const items = waiting.slice(0, HANDED_OVER_MAX)
      waiting = waiting.slice(HANDED_OVER_MAX)
      const undelivered = await deliver(items)
      if (undelivered.length > 0) return keep(undelivered)
    }
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
  const keep = (items: readonly T[]) => {
    const room = Math.max(0, WAITING_MAX - waiting.length)
    dropped += Math.max(0, items.length - room)
    waiting = [...items.slice(0, room), ...waiting]
    arm()
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
      if (waiting.length >= WAITING_MAX) dropped += 1
      else waiting.push(item)
      arm()
    },
    flush,
    dropped: () => dropped,
  }
}
