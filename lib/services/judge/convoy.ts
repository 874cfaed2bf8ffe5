import { isRefusedData } from '../errors'

interface Passenger<T, R> {
  readonly item: T
  readonly done: (result: R) => void
  readonly fail: (error: unknown) => void
}

export interface ConvoyOptions {
  /** How many may be under way at once. */
  readonly lanes: number
  /** How many items one takes at most. */
  readonly seats: number
}

/**
 * Asks once for many: what is asked in one turn of the event loop, or while all lanes are busy, goes together and shares the
 * result, or the error. Never with one that has left already: every answer is younger than its question.
 */
export function createConvoy<T, R>(
  run: (items: readonly T[]) => Promise<R>,
  { lanes, seats }: ConvoyOptions,
): (item: T) => Promise<R> {
  const waiting: Passenger<T, R>[] = []
  let underWay = 0
  let called = false

  const depart = () => {
    called = false
    while (underWay < lanes && waiting.length > 0) void travel(waiting.splice(0, seats))
  }
  const travel = async (passengers: readonly Passenger<T, R>[]) => {
    underWay += 1
    await carry(passengers)
    underWay -= 1
    depart()
  }
  /** An item the store will never take is looked for by halves: it must not turn away the others. */
  const carry = async (passengers: readonly Passenger<T, R>[]): Promise<void> => {
    try {
      const result = await run(passengers.map(({ item }) => item))
      for (const { done } of passengers) done(result)
    } catch (error) {
      const middle = passengers.length >> 1
      if (middle === 0 || !isRefusedData(error)) return passengers.forEach(({ fail }) => void fail(error))
      await carry(passengers.slice(0, middle))
      await carry(passengers.slice(middle))
    }
  }
  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail })
      if (called || underWay >= lanes) return
      called = true
      setImmediate(depart)
    })
}
