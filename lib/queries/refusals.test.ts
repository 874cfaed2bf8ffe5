import { describe, expect, it } from 'vitest'
import { type RefusalPages, type RefusalRow, type RefusalRowPage, withNewest } from './refusals'

const ids = (pages: RefusalPages) => pages.pages.map(({ items }) => items.map(({ id }) => id))

// Only the id matters to the merge; the rest of a row is carried along.
const row = (id: string, count = 1) => ({ id, count }) as unknown as RefusalRow
const page = (rows: readonly string[], nextCursor: string | null = null): RefusalRowPage => ({
  items: rows.map((id) => row(id)),
  nextCursor,
  total: { count: rows.length, exact: true },
  now: 0,
})
const read = (...pages: RefusalRowPage[]): RefusalPages => ({ pages, pageParams: pages.map(() => null) })

describe('the live list of refusals', () => {
  it('puts what is new on top and keeps what was read', () => {
    const old = read(page(['c', 'b'], 'after-b'), page(['a']))
    expect(ids(withNewest(old, page(['d', 'c'], 'after-c')))).toEqual([['d', 'c', 'b'], ['a']])
  })

  it('moves a row up that was refused again, wherever it stood', () => {
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
    const newest = { ...page([]), items: [row('c', 7)], total: { count: 9, exact: true } }
    const merged = withNewest(read(page(['c'])), newest)
    expect(merged.pages[0]?.items[0]?.count).toBe(7)
    expect(merged.pages[0]?.total).toEqual({ count: 9, exact: true })
  })

  it('does not grow without end', () => {
    const many = Array.from({ length: 501 }, (_, index) => `row-${index}`)
    expect(ids(withNewest(read(page(many, 'more')), page(['new', 'row-0'], 'more')))).toEqual([['new', 'row-0']])
  })

  it('is what was asked for where nothing was read before', () =>
    expect(ids(withNewest(undefined, page(['a'])))).toEqual([['a']]))
})
