import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { OtherSessionsRow } from './other-sessions-row'

vi.mock('../sessions/actions', () => ({ endSessions: vi.fn() }))
vi.mock('@/components/step-up/use-proven', () => ({ useProven: () => [vi.fn(), null] }))

test('where factors are added and removed, the other sessions can be ended', () => {
  expect(renderToStaticMarkup(<OtherSessionsRow others={2} />)).toMatch(
    /signed in 2 times elsewhere.*<button.*End the other sessions/s,
  )
  expect(renderToStaticMarkup(<OtherSessionsRow others={1} />)).toContain('End the other session')
})

test('whoever is signed in nowhere else is asked nothing', () => {
  expect(renderToStaticMarkup(<OtherSessionsRow others={0} />)).toBe('')
})
