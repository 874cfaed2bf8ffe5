import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { consoleWorld, OWN_ORIGIN } from '@/lib/auth/testing'
import { MINUTE } from '@/lib/core/instant'
import { command, refused } from '@/lib/services/command'
import { ServiceError } from '@/lib/services/errors'
import { serverAction } from './action'
import { formAction, textOf } from './form-action'

const paths = vi.hoisted((): string[] => [])
vi.mock('next/headers', () => import('@/lib/auth/testing-request'))
vi.mock('@/lib/console-services', () => import('@/lib/auth/testing-request'))
vi.mock('next/cache', () => ({ revalidatePath: (path: string) => paths.push(path) }))

const world = await consoleWorld()
const run = vi.fn(async (input: { mode: string }) => {
  if (input.mode === 'conflict') throw new ServiceError('conflict', 'It was changed meanwhile.')
  if (input.mode === 'defect') throw new Error('secret detail of a defect')
  return input.mode
})

const verb = command({
  permission: 'policies.change',
  input: z.strictObject({ mode: z.enum(['fine', 'conflict', 'defect', 'refused'], 'Choose one.') }),
  async run({ input }) {
    const result = await run(input)
    if (result === 'refused') return refused('nothing_to_do', 'There was nothing to do.')
    const made = entry('operator.created', { targetType: 'operator', targetId: null }, { bindings: [] })
    return { result, entries: [made] }
  },
})
const act = serverAction<{ mode: string }, string, 'nothing_to_do'>((context, input) => verb(context, input as never), {
  revalidate: (value) => [`/${value}`],
})
const { token } = await world.signedIn('administrator')
const support = await world.signedIn('support')

beforeEach(() => {
  run.mockClear()
  paths.length = 0
  world.comeAs(token)
})

describe('a server action', () => {
  test('acts as the operator of the cookie and renders pages anew', async () => {
    expect(await act({ mode: 'fine' })).toEqual({ ok: true, value: 'fine' })
    expect(paths).toEqual(['/fine'])
  })

  test.each<[string, Record<string, string>]>([
    ['without an Origin', { host: 'localhost:3000' }],
    ['with Origin: null', { ...OWN_ORIGIN, origin: 'null' }],
    ['from another site', { ...OWN_ORIGIN, origin: 'https://evil.example' }],
    ['from another site by Fetch Metadata', { ...OWN_ORIGIN, 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused before anything runs', async (_, headers) => {
    world.comeAs(token, headers)
    expect(await act({ mode: 'fine' })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(run).not.toHaveBeenCalled()
  })

  test.each([
    ['without a session', null, 'unauthenticated'],
    ['with a token that is none', 'asy_live_session_nonsense', 'unauthenticated'],
    ['with the lower role', support.token, 'forbidden'],
  ])('%s is refused', async (_, given, code) => {
    world.comeAs(given)
    expect(await act({ mode: 'fine' })).toMatchObject({ ok: false, error: { code } })
    expect(run).not.toHaveBeenCalled()
  })

  test('a store that is down is said so, and nobody is signed out', async () => {
    const answer = await world.withoutStore(() => act({ mode: 'fine' }))
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable', retryAfterSeconds: 1 } })
    expect(await act({ mode: 'fine' })).toMatchObject({ ok: true })
  })

  test('input the verb does not accept comes back by field, whatever the caller claims its type is', async () => {
    expect(await act({ mode: 'other' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', fields: { mode: 'Choose one.' } },
    })
  })

  test('outcomes and failures come back as data, each with a request id', async () => {
    const requestId = expect.stringMatching(/^req_[0-9A-Za-z]{22}$/)
    expect(await act({ mode: 'refused' })).toMatchObject({ ok: false, error: { code: 'nothing_to_do', requestId } })
    expect(await act({ mode: 'conflict' })).toMatchObject({ ok: false, error: { code: 'conflict', requestId } })
    expect(paths).toEqual([])
  })

  test('a defect shows nothing of itself', async () => {
    const answer = await act({ mode: 'defect' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('secret detail')
  })

  test('is a use of the session', async () => {
    await world.clock.setInstant(await world.now())
    for (let use = 0; use < 4; use += 1) {
      await world.clock.advance(50 * MINUTE)
      expect(await act({ mode: 'fine' })).toMatchObject({ ok: true })
    }
    await world.clock.reset()
  })
})

test('the action of a form never throws, not even for what reading the form throws', async () => {
  const save = formAction(
    (context, input: { mode: string }) => verb(context, input as never),
    (data) => {
      if (textOf(data, 'mode') === '') throw new Error('cannot be read')
      return { mode: textOf(data, 'mode') }
    },
  )
  const data = new FormData()
  expect(await save(null, data)).toMatchObject({ status: 'failed', error: { requestId: expect.any(String) } })
  data.set('mode', 'other')
  expect(await save(null, data)).toMatchObject({ status: 'failed', fields: { mode: 'Choose one.' } })
  data.set('mode', 'fine')
  expect(await save(null, data)).toEqual({ status: 'done', result: 'fine' })
})
