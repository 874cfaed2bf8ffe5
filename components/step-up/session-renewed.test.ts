import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SESSION_RENEWED, underNewToken } from './session-renewed'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const refused = (code: string) => ({ ok: false, error: { code, message: 'No.' } }) as const
const done = { ok: true, value: 'done' } as const

async function run(...answers: (ReturnType<typeof refused> | typeof done)[]) {
  const act = vi.fn(async () => answers.shift() ?? done)
  const outcome = underNewToken(act)
  await vi.runAllTimersAsync()
  return { outcome: await outcome, times: act.mock.calls.length }
}

test('an act that came with the token before is done with the new one', async () => {
  expect(await run(refused(SESSION_RENEWED), done)).toEqual({ outcome: done, times: 2 })
})

test('it is tried twice at most', async () => {
  expect(await run(refused(SESSION_RENEWED), refused(SESSION_RENEWED), done)).toEqual({
    outcome: refused(SESSION_RENEWED),
    times: 2,
  })
})

test('what is refused for any other reason is not done again', async () => {
  for (const code of ['step_up_required', 'unauthenticated', 'conflict'])
    expect(await run(refused(code), done)).toEqual({ outcome: refused(code), times: 1 })
})
