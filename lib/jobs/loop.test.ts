import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startLoop } from './loop'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A job that answers what it is told, in order, and then nothing to do. */
function job(...answers: (number | Error)[]) {
  const run = vi.fn(async () => {
    const answer = answers.shift() ?? 0
    if (answer instanceof Error) throw answer
    return answer
  })
  const onError = vi.fn()
  const loop = startLoop({ name: 'sweep', everyMilliseconds: 2_000, run, onError })
  return { run, onError, loop }
}

describe('a loop', () => {
  test('begins at once and then turns once an interval while there is nothing to do', async () => {
    const { run, loop } = job()
    await vi.advanceTimersByTimeAsync(1_999)
    expect(run).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(run).toHaveBeenCalledTimes(2)
    await loop.stop()
  })

  test('goes on at once while there is more to do', async () => {
    const { run, loop } = job(1_000, 1_000, 10)
    await vi.advanceTimersByTimeAsync(0)
    expect(run).toHaveBeenCalledTimes(4)
    await loop.stop()
  })

  test('reports a turn that failed, waits, and tries again', async () => {
    const failure = new Error('the store is away')
    const { run, onError, loop } = job(failure, failure, 0)
    await vi.advanceTimersByTimeAsync(0)
    expect(run).toHaveBeenCalledTimes(1)
    expect(onError).toHaveBeenLastCalledWith('sweep', failure)
    await vi.advanceTimersByTimeAsync(2_000)
    expect([run.mock.calls.length, onError.mock.calls.length]).toEqual([2, 2])
    await vi.advanceTimersByTimeAsync(2_000)
    expect([run.mock.calls.length, onError.mock.calls.length]).toEqual([3, 2])
    await loop.stop()
  })
})

describe('a stop', () => {
  test('while it pauses ends it at once, and nothing turns after', async () => {
    const { run, loop } = job()
    await vi.advanceTimersByTimeAsync(500)
    await loop.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(run).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('in the middle of a turn waits for it, and begins no other though there is more to do', async () => {
    let finish: (done: number) => void = () => undefined
    const run = vi.fn(
      () =>
        new Promise<number>((resolve) => {
          finish = resolve
        }),
    )
    const loop = startLoop({ name: 'seal', everyMilliseconds: 500, run, onError: vi.fn() })
    const stopped = vi.fn()
    const stopping = loop.stop().then(stopped)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stopped).not.toHaveBeenCalled()
    finish(1_000)
    await stopping
    await vi.advanceTimersByTimeAsync(5_000)
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('asked for twice is one stop', async () => {
    const { loop } = job()
    await vi.advanceTimersByTimeAsync(0)
    await expect(Promise.all([loop.stop(), loop.stop()])).resolves.toHaveLength(2)
  })
})
