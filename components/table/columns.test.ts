import { describe, expect, it } from 'vitest'
import { cardLines, type DataColumn, fitting, leastWidth, tracks } from './columns'

const column = (id: string, rest: Partial<DataColumn<object>> = {}): DataColumn<object> => ({
  id,
  header: id,
  cell: () => id,
  ...rest,
})
const ids = (columns: readonly DataColumn<object>[]) => columns.map(({ id }) => id)

describe('columns', () => {
  const columns = [
    column('person', { width: 'minmax(140px, 1fr)' }),
    column('life', { width: '190px', yields: true }),
    column('device', { width: 'minmax(130px, 1fr)', yields: true }),
    column('address'),
  ]

  it('need the sum of their least widths, and room for the button of the column chooser', () => {
    expect(leastWidth(columns, true)).toBe(34 + 140 + 190 + 130 + 96 + 28)
    expect(tracks(columns.slice(0, 1), true)).toBe('34px minmax(140px, 1fr) 28px')
  })

  it('give way from the last one that may, and no more than is needed', () => {
    expect(ids(fitting(columns, true, 618))).toEqual(['person', 'life', 'device', 'address'])
    expect(ids(fitting(columns, true, 617))).toEqual(['person', 'life', 'address'])
    expect(ids(fitting(columns, true, 300))).toEqual(['person', 'address'])
    expect(ids(fitting(columns, true, 10))).toEqual(['person', 'address'])
  })

  it('all show while the width is not known', () => expect(fitting(columns, true, 0)).toHaveLength(4))

  it('stand on their line of the card, those at the end last', () => {
    const card = [column('a', { line: 2, end: true }), column('b', { line: 1 }), column('c', { line: 2 }), column('d')]
    expect(cardLines(card).map(ids)).toEqual([['b'], ['c', 'a']])
  })
})
