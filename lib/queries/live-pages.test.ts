import { describe, expect, it } from 'vitest'
import { type LivePages, withNewest } from './live-pages'

interface Row {
  readonly id: string
  readonly count: number
}

interface Page {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
  readonly total: number
}

const ids = (pages: LivePages<Page>) => pages.pages.map(({ items }) => items.map(({ id }) => id))
const row = (id: string, count = 1): Row => ({ id, count })
const page = (rows: readonly string[], nextCursor: string | null = null): Page => ({
  items: rows.map((id) => row(id)),
  nextCursor,
  total: rows.length,
})
const read = (...pages: Page[]): LivePages<Page> => ({ pages, pageParams: pages.map(() => null) })

describe('a live list', () => {
  it('puts what is new on top and keeps what was read', () => {
    const old = read(page(['c', 'b'], 'after-b'), page(['a']))
    expect(ids(withNewest(old, page(['d', 'c'], 'after-c')))).toEqual([['d', 'c', 'b'], ['a']])
  })

  it('moves a row up that came again, wherever it stood', () => {
    const old = read(page(['c', 'b'], 'after-b'), page(['a', 'z']))
    expect(ids(withNewest(old, page(['a', 'c'], 'after-c')))).toEqual([['a', 'c', 'b'], ['z']])
  })

  it('reads on where it had stopped reading', () => {
    const old = read(page(['c', 'b'], 'after-b'))
    expect(withNewest(old, page(['d', 'c'], 'after-c')).pages[0]?.nextCursor).toBe('after-b')
  })

  it('begins anew where more came than one page holds: a gap would be a lie', () => {
    const old = read(page(['c', 'b'], 'after-b'))
    expect(ids(withNewest(old, page(['y', 'x'], 'after-x')))).toEqual([['y', 'x']])
  })

  it('takes the newest words of a row and the newest total', () => {
    const newest = { ...page([]), items: [row('c', 7)], total: 9 }
    const merged = withNewest(read(page(['c'])), newest)
    expect(merged.pages[0]?.items[0]?.count).toBe(7)
    expect(merged.pages[0]?.total).toBe(9)
  })

  it('does not grow without end', () => {
    const many = Array.from({ length: 501 }, (_, index) => `row-${index}`)
    expect(ids(withNewest(read(page(many, 'more')), page(['new', 'row-0'], 'more')))).toEqual([['new', 'row-0']])
  })

  it('is what was asked for where nothing was read before', () =>
    expect(ids(withNewest(undefined, page(['a'])))).toEqual([['a']]))
})
