import { describe, expect, test } from 'vitest'
import { AssayError } from '../../clients/node/errors'
import type { Acts } from './acts'
import { visit } from './lives'
import { createPeople } from './people'
import { createRandom } from './random'
import { createTimetable } from './timetable'

function stageWhere(signIn: Acts['signIn']) {
  const never = () => Promise.reject(new Error('Nobody is signed in'))
  const acts: Acts = { signIn, makeKey: never, rotate: never, present: never, end: never, suspend: never }
  return { acts, random: createRandom(1), timetable: createTimetable(), pace: 1 }
}

const failing = (code: 'conflict' | 'unavailable') => () =>
  Promise.reject(new AssayError({ code, httpStatus: null, requestId: null, detail: 'no' }))

describe('the demo', () => {
  const [person] = createPeople(createRandom(1), 1)
  if (person === undefined) throw new Error('Nobody')

  test('goes on at any hour when somebody disabled comes to sign in', async () => {
    const stage = stageWhere(failing('conflict'))
    await visit(stage, person, 0)
    expect(stage.timetable.next(Number.POSITIVE_INFINITY)).toBeNull()
  })

  test('stops at any other failure', async () => {
    await expect(visit(stageWhere(failing('unavailable')), person, 0)).rejects.toThrow('unavailable')
  })
})
