import { describe, expect, it } from 'vitest'
import { allSelected, between, NOTHING, withSelected } from './selected-rows'

const ids = ['a', 'b', 'c', 'd']

describe('a selection of rows', () => {
  it('keeps the order in which rows were selected, and what was selected before', () => {
    const selected = withSelected(withSelected(NOTHING, ['c'], true), ['a', 'c'], true)
    expect([...selected]).toEqual(['c', 'a'])
    expect([...withSelected(selected, ['c'], false)]).toEqual(['a'])
  })

  it('is the same object when nothing changes, and never changes itself', () => {
    const selected = withSelected(NOTHING, ['a'], true)
    expect(withSelected(selected, ['a'], true)).toBe(selected)
    expect(withSelected(selected, ['b'], false)).toBe(selected)
    expect([...NOTHING]).toEqual([])
  })

  it('is of all only when no loaded row is left out, and never of an empty list', () => {
    const three = withSelected(NOTHING, ['a', 'b', 'c'], true)
    expect(allSelected(three, ids)).toBe(false)
    expect(allSelected(withSelected(three, ['d'], true), ids)).toBe(true)
    expect(allSelected(three, [])).toBe(false)
  })

  it('ranges over what lies between two rows, in either direction', () => {
    expect(between(ids, 'b', 'd')).toEqual(['b', 'c', 'd'])
    expect(between(ids, 'd', 'b')).toEqual(['b', 'c', 'd'])
    expect(between(ids, 'b', 'b')).toEqual(['b'])
  })

  it('ranges over the row alone when its beginning is gone or was never there', () => {
    expect(between(ids, null, 'c')).toEqual(['c'])
    expect(between(ids, 'gone', 'c')).toEqual(['c'])
  })
})
