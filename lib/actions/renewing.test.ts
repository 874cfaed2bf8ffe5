import { expect, test, vi } from 'vitest'
import { operatorContext } from '@/lib/auth/current-operator'
import { consoleWorld } from '@/lib/auth/testing'
import { request } from '@/lib/auth/testing-request'
import { changePassword } from '@/lib/services/operators/account/change-password'
import { formAction, textOf } from './form-action'
import { renewing } from './renewing'

vi.mock('next/headers', () => import('@/lib/auth/testing-request'))
vi.mock('@/lib/console-services', () => import('@/lib/auth/testing-request'))
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }))

const world = await consoleWorld()
const save = formAction(renewing(changePassword), (data) => ({
  current: textOf(data, 'current'),
  password: textOf(data, 'password'),
  endOthers: true,
}))

function filledIn(current: string): FormData {
  const data = new FormData()
  data.set('current', current)
  data.set('password', 'seven lanterns over the estuary')
  return data
}

test('a changed password gives this browser its session’s new token, and no script of the page learns it', async () => {
  const { token } = await world.signedIn('support')
  world.comeAs(token)
  const answer = await save(undefined, filledIn('a quiet harbour in november'))
  expect(answer).toEqual({ status: 'done', result: { sessionId: expect.any(String), sessionsEnded: 0 } })
  const held = request.cookies.get('assay.session')
  expect(held).not.toBe(token)
  expect((await operatorContext({ touch: true })).actor.name).toBe('Nora')
  world.comeAs(token)
  await expect(operatorContext({ touch: true })).rejects.toMatchObject({ code: 'session_renewed' })
})

test('one that is not changed leaves the browser the token it has', async () => {
  const { token } = await world.signedIn('support')
  world.comeAs(token)
  const answer = await save(undefined, filledIn('not the one I have here'))
  expect(answer).toMatchObject({ status: 'failed', fields: { current: expect.any(String) } })
  expect(request.cookies.get('assay.session')).toBe(token)
})
