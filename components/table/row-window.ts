import type { Density } from './table-view'

/** Of the head that stays above the rows, in pixels. */
export const HEAD_HEIGHT = 32

const ROW_HEIGHT: Readonly<Record<Density, number>> = { normal: 36, dense: 30 }
const CARD_LINE = 20
const CARD_PADDING = 24

/** Of each row, in pixels; of a card by its lines, null where rows are rows. */
export function rowHeight(cardLines: number | null, density: Density): number {
  return cardLines === null ? ROW_HEIGHT[density] : cardLines * CARD_LINE + CARD_PADDING
}

/** What of a list is in sight, in pixels. Rows are all alike, `height` each, below a head that stays. */
export interface Sight {
  readonly top: number
  readonly tall: number
  readonly height: number
}

/** The rows to draw, first and one past the last. */
export interface RowWindow {
  readonly first: number
  readonly end: number
}

/** Drawn beyond what is in sight on both sides, so that a turn of the wheel meets rows that are there already. */
const BEYOND = 10

/** Which of `count` rows are drawn; none while nothing is known of the window. */
export function rowsInSight({ top, tall, height }: Sight, count: number): RowWindow {
  if (tall === 0) return { first: 0, end: 0 }
  const first = Math.min(Math.floor(Math.max(0, top) / height), Math.max(0, count - 1))
  return {
    first: Math.max(0, first - BEYOND),
    end: Math.min(count, first + Math.ceil(tall / height) + BEYOND),
  }
}

/** What covers rows: the head above, the bar of acts below. */
export interface Covered {
  readonly head: number
  readonly foot: number
}

/** Where to scroll so that a row can be read, moving no further than needed; null when it can be. */
export function scrollToRow(index: number, { top, tall, height }: Sight, { head, foot }: Covered): number | null {
  const start = index * height
  const past = head + start + height + foot - tall
  if (start < top) return start
  return past > top ? past : null
}
