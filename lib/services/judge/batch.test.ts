import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBatch } from './batch'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A store that can be away: what it was handed, and how often it was asked. */
function store() {
  const handed: number[][] = []
  let away = false
  let asked = 0
  const handOver = async (items: readonly number[]) => {
    asked += 1
    if (away) throw new Error('the store is away')
    handed.push([...items])
  }
  return {
    handOver,
    handed,
    all: () => handed.flat(),
    asked: () => asked,
    leave: () => {
      away = true
    },
    comeBack: () => {
      away = false
    },
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => from + place)

describe('what is added', () => {
  test('is handed over together, in order, once the interval is over and not before', async () => {
    const { handOver, handed } = store()
    const batch = createBatch(handOver, 200)
    batch.add(1)
    batch.add(2)
    await vi.advanceTimersByTimeAsync(199)
    expect(handed).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(handed).toEqual([[1, 2]])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(handed).toEqual([[1, 2]])
  })

  test('waits no longer because more is added: the first one decides', async () => {
    const { handOver, handed } = store()
    const batch = createBatch(handOver, 200)
    batch.add(1)
    await vi.advanceTimersByTimeAsync(150)
    batch.add(2)
    await vi.advanceTimersByTimeAsync(50)
    expect(handed).toEqual([[1, 2]])
  })

  test('is never more at once than one statement takes, nor lost for that', async () => {
    const { handOver, handed, all } = store()
    const batch = createBatch(handOver, 200)
    for (const item of range(0, 2_500)) batch.add(item)
    await batch.flush()
    expect(handed.map((items) => items.length)).toEqual([1_000, 1_000, 500])
    expect(all()).toEqual(range(0, 2_500))
  })

  test('while a hand-over is under way goes with the next, and two are never under way at once', async () => {
    let open: () => void = () => undefined
    let under = 0
    const handed: number[][] = []
    const batch = createBatch<number>(async (items) => {
      under += 1
      expect(under).toBe(1)
      await new Promise<void>((resolve) => {
        open = resolve
      })
      handed.push([...items])
      under -= 1
    }, 200)
    batch.add(1)
    const first = batch.flush()
    await vi.advanceTimersByTimeAsync(0)
    batch.add(2)
    const second = batch.flush()
    open()
    await vi.advanceTimersByTimeAsync(0)
    open()
    await Promise.all([first, second])
    expect(handed).toEqual([[1], [2]])
  })

  test('is written when the process is asked to flush, without waiting for the timer', async () => {
    const { handOver, handed } = store()
    const batch = createBatch(handOver, 60_000)
    batch.add(1)
    await batch.flush()
    expect(handed).toEqual([[1]])
  })
})

describe('items with the same key', () => {
  const sums = { keyOf: ([key]: readonly [string, number]) => key, join: join }
  function join(known: readonly [string, number], next: readonly [string, number]): readonly [string, number] {
    return [known[0], known[1] + next[1]]
  }

  test('wait as one, in the place of the first', async () => {
    const handed: unknown[] = []
    const batch = createBatch<readonly [string, number]>(async (items) => void handed.push(...items), 200, sums)
    for (const item of [
      ['a', 1],
      ['b', 10],
      ['a', 2],
      ['b', 20],
      ['a', 4],
    ] as const)
      batch.add(item)
    await batch.flush()
    expect(handed).toEqual([
      ['a', 7],
      ['b', 30],
    ])
  })

  test('that were tried in vain are joined by what came meanwhile, and nothing is counted twice', async () => {
    const handed: unknown[] = []
    let away = true
    const batch = createBatch<readonly [string, number]>(
      async (items) => {
        if (away) {
          batch.add(['a', 100])
          throw new Error('the store is away')
        }
        handed.push(...items)
      },
      200,
      sums,
    )
    batch.add(['a', 1])
    await batch.flush()
    away = false
    await batch.flush()
    expect([handed, batch.dropped()]).toEqual([[['a', 101]], 0])
  })
})

describe('an item the store will never take', () => {
  const poisoned = (bad: readonly number[]) => {
    const handed: number[] = []
    const handOver = async (items: readonly number[]) => {
      const unfit = Object.assign(new Error('no such text'), { code: '22P05' })
      if (items.some((item) => bad.includes(item))) throw new Error('wrapped', { cause: unfit })
      handed.push(...items)
    }
    return { handed, handOver }
  }

  test('is dropped alone and counted: those beside it are stored, each once', async () => {
    const bad = [0, 499, 500, 2_499]
    const { handed, handOver } = poisoned(bad)
    const batch = createBatch(handOver, 200)
    for (const item of range(0, 2_500)) batch.add(item)
    await batch.flush()
    expect(handed).toEqual(range(0, 2_500).filter((item) => !bad.includes(item)))
    expect(batch.dropped()).toBe(4)
  })

  test('is not looked for while the store is away', async () => {
    const { handOver, asked, leave } = store()
    const batch = createBatch(handOver, 200)
    leave()
    for (const item of range(0, 100)) batch.add(item)
    await batch.flush()
    expect([asked(), batch.dropped()]).toEqual([1, 0])
  })
})

describe('while the store is away', () => {
  test('nothing is lost: it is tried again each interval, in order, before what came later', async () => {
    const { handOver, all, asked, leave, comeBack } = store()
    const batch = createBatch(handOver, 200)
    leave()
    batch.add(1)
    await vi.advanceTimersByTimeAsync(200)
    batch.add(2)
    await vi.advanceTimersByTimeAsync(400)
    expect(asked()).toBe(3)
    comeBack()
    await vi.advanceTimersByTimeAsync(200)
    expect([all(), batch.dropped()]).toEqual([[1, 2], 0])
  })

  test('a flush neither fails nor spins', async () => {
    const { handOver, asked, leave } = store()
    const batch = createBatch(handOver, 200)
    leave()
    batch.add(1)
    await expect(batch.flush()).resolves.toBeUndefined()
    expect(asked()).toBe(1)
  })

  test('the queue is bounded: the oldest are kept, and every one given up is counted', async () => {
    const { handOver, all, leave, comeBack } = store()
    const batch = createBatch(handOver, 200)
    leave()
    for (const item of range(0, 50_003)) batch.add(item)
    expect(batch.dropped()).toBe(3)
    await vi.advanceTimersByTimeAsync(200)
    batch.add(-1)
    expect(batch.dropped()).toBe(4)
    comeBack()
    await batch.flush()
    expect(all()).toEqual(range(0, 50_000))
  })

  test('what fills the queue during a failing hand-over is counted too: added is handed over or dropped', async () => {
    let fail: () => void = () => undefined
    const handed: number[] = []
    let away = true
    const batch = createBatch<number>(async (items) => {
      if (away)
        await new Promise<never>((_, reject) => {
          fail = () => reject(new Error('the store is away'))
        })
      handed.push(...items)
    }, 200)
    for (const item of range(0, 50_000)) batch.add(item)
    const flushed = batch.flush()
    await vi.advanceTimersByTimeAsync(0)
    for (const item of range(50_000, 51_000)) batch.add(item)
    fail()
    await flushed
    away = false
    await batch.flush()
    expect(handed.length + batch.dropped()).toBe(51_000)
    expect(handed).toHaveLength(50_000)
  })
})
