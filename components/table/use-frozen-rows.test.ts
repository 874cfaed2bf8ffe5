import { describe, expect, it } from 'vitest'
import { arrange } from './use-frozen-rows'

type Row = { id: string; state: string }

const row = (id: string, state = 'active'): Row => ({ id, state })
const rowId = ({ id }: Row) => id

describe('rows that hold still', () => {
  it('stay in place while newer ones wait to be let in', () => {
    const result = arrange([row('b'), row('c')], [row('x'), row('y'), row('b'), row('c')], rowId)
    expect(result.rows.map(rowId)).toEqual(['b', 'c'])
    expect(result.waiting).toBe(2)
  })

  it('tell their newest state', () => {
    expect(arrange([row('b')], [row('b', 'ended')], rowId).rows).toEqual([row('b', 'ended')])
  })

  it('are joined at the end by what scrolling loaded', () => {
    const result = arrange([row('b')], [row('x'), row('b'), row('c'), row('d')], rowId)
    expect(result.rows.map(rowId)).toEqual(['b', 'c', 'd'])
    expect(result.waiting).toBe(1)
  })

  it('do not vanish under the pointer when they no longer match', () => {
    const result = arrange([row('b'), row('c')], [row('b')], rowId)
    expect(result.rows.map(rowId)).toEqual(['b', 'c'])
    expect(result.waiting).toBe(0)
  })

  it('keep a moved row where it was', () => {
    const result = arrange([row('a'), row('b'), row('c')], [row('c'), row('a'), row('b')], rowId)
    expect(result.rows.map(rowId)).toEqual(['a', 'b', 'c'])
    expect(result.waiting).toBe(0)
  })
})
