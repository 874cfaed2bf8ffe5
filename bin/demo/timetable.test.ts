import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from './random'
import { createTimetable } from './timetable'

const idle = async () => undefined

test('happenings come in the order of their instants, also those planned in between', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.array(fc.nat(1_000)), (first, second) => {
      const timetable = createTimetable()
      for (const at of first) timetable.plan(at, idle)
      const early = timetable.next(500)
      for (const at of second) timetable.plan(at, idle)
      const taken: number[] = []
      for (let next = timetable.next(1_000); next !== null; next = timetable.next(1_000)) taken.push(next.at)
      const expected = [...first, ...second].sort((a, b) => a - b)
      if (early !== null) expected.splice(expected.indexOf(early.at), 1)
      expect(taken).toEqual(expected)
    }),
  )
})

test('nothing happens after the time that was asked for', () => {
  const timetable = createTimetable()
  timetable.plan(11, idle)
  expect(timetable.next(10)).toBeNull()
})

test('the same seed gives the same chances', () => {
  const [one, two] = [createRandom(7), createRandom(7)]
  expect(Array.from({ length: 50 }, one.next)).toEqual(Array.from({ length: 50 }, two.next))
})
