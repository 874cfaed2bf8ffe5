import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { getJson } from './http'

const assign = vi.fn()
const answers: Response[] = []
const asked = vi.fn(async () => answers.shift() ?? new Response('{"rows":1}'))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', asked)
  vi.stubGlobal('window', { location: { pathname: '/sessions', search: '?state=active', assign } })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
  answers.length = 0
})

function refusal(code: string): Response {
  const body = { type: `https://assay.invalid/problems/${code}`, title: 'No', status: 401, detail: 'Not now.' }
  return new Response(JSON.stringify(body), { status: 401 })
}

async function settled<T>(promise: Promise<T>): Promise<T | Error> {
  const outcome = promise.catch((error: Error) => error)
  await vi.runAllTimersAsync()
  return outcome
}

test('a request that was under way while its session got a new token is asked once more, and nobody is sent away', async () => {
  answers.push(refusal('session-renewed'))
  expect(await settled(getJson('/api/console/sessions'))).toEqual({ rows: 1 })
  expect(asked).toHaveBeenCalledTimes(2)
  expect(assign).not.toHaveBeenCalled()
})

test('it is asked once more and not again: then it leads to the sign-in page, with the way back', async () => {
  answers.push(refusal('session-renewed'), refusal('session-renewed'))
  expect(await settled(getJson('/api/console/sessions'))).toMatchObject({ status: 401 })
  expect(asked).toHaveBeenCalledTimes(2)
  expect(assign).toHaveBeenCalledExactlyOnceWith('/sign-in?next=%2Fsessions%3Fstate%3Dactive')
})

test('a session that has ended is not asked for again', async () => {
  answers.push(refusal('unauthenticated'))
  expect(await settled(getJson('/api/console/sessions'))).toMatchObject({ status: 401 })
  expect(asked).toHaveBeenCalledTimes(1)
  expect(assign).toHaveBeenCalledOnce()
})

test('what is refused for another reason is neither asked for again nor a way out', async () => {
  answers.push(new Response('{"detail":"No such thing."}', { status: 404 }))
  expect(await settled(getJson('/api/console/sessions'))).toMatchObject({ status: 404, message: 'No such thing.' })
  expect(asked).toHaveBeenCalledTimes(1)
  expect(assign).not.toHaveBeenCalled()
})
