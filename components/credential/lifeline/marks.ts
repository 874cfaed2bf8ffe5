import { type Instant, MINUTE } from '@/lib/core/instant'
import { perPixel, type Scale, xOf } from './scale'

/** Accepted uses in one minute, as `use_hour` keeps them. */
export interface UseMinute {
  readonly minute: Instant
  readonly count: number
}

/** How uses are drawn: a tick, a column where ticks would merge, or the whole minute when a minute is wide. */
export interface UseMark extends UseMinute {
  readonly shape: 'tick' | 'column' | 'minute'
  readonly x: number
  readonly width: number
  /** Height of a column, 0 to 1: logarithmic, so that one use beside a thousand is still seen. */
  readonly share: number
}

/** Ticks nearer than this merge for the eye, so they become a column. */
export const USE_CELL = 4
const MINUTE_WIDTH_MIN = 14

/** Marks for the uses inside the window. `uses` is sorted by minute. Counts are neither lost nor made. */
export function useMarks(uses: readonly UseMinute[], scale: Scale): UseMark[] {
  const minuteWidth = MINUTE / perPixel(scale)
  const shown = uses.slice(firstFrom(uses, scale.from - MINUTE + 1), firstFrom(uses, scale.until + 1))
  if (minuteWidth >= MINUTE_WIDTH_MIN) {
    return shown.map((use) => ({ ...use, shape: 'minute', x: xOf(scale, use.minute), width: minuteWidth, share: 1 }))
  }
  const cells = cellsOf(shown, scale)
  const most = Math.max(...[...cells.values()].map((cell) => cell.count), 1)
  return [...cells].map(([index, { count, first }]) => {
    const alone = !cells.has(index - 1) && !cells.has(index + 1)
    const share = alone ? 1 : Math.log1p(count) / Math.log1p(most)
    const x = alone ? Math.max(xOf(scale, first), scale.left) : scale.left + index * USE_CELL
    return { minute: first, count, shape: alone ? 'tick' : 'column', x, width: alone ? 0 : USE_CELL, share }
  })
}

function cellsOf(uses: readonly UseMinute[], scale: Scale): Map<number, { count: number; first: Instant }> {
  const cells = new Map<number, { count: number; first: Instant }>()
  for (const { minute, count } of uses) {
    const index = Math.max(Math.floor((xOf(scale, minute) - scale.left) / USE_CELL), 0)
    const cell = cells.get(index)
    if (cell === undefined) cells.set(index, { count, first: minute })
    else cell.count += count
  }
  return cells
}

/** The last minute with a use at or before `at`, or null. */
export function lastUseBefore(uses: readonly UseMinute[], at: Instant): Instant | null {
  return uses[firstFrom(uses, at + 1) - 1]?.minute ?? null
}

// Index of the first use whose minute is not before `at`: a year of minutes is half a million entries.
function firstFrom(uses: readonly UseMinute[], at: Instant): number {
  let low = 0
  let high = uses.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((uses[middle]?.minute ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** A refusal, or several of one reason that were coalesced. `reason` is the word to show. */
export interface RefusalMark {
  readonly at: Instant
  readonly reason: string
  readonly count: number
}

/** Refusals drawn as one mark, because their own would touch. */
export interface RefusalCluster {
  readonly x: number
  readonly from: Instant
  readonly until: Instant
  readonly count: number
  /** The words of all reasons in it, the most frequent first. */
  readonly reasons: readonly string[]
}

/** Merges refusals less than `apart` pixels after the first of their cluster; it stands where its first one does. */
export function refusalClusters(refusals: readonly RefusalMark[], scale: Scale, apart: number): RefusalCluster[] {
  const groups: RefusalMark[][] = []
  for (const refusal of [...refusals].sort((a, b) => a.at - b.at)) {
    const x = xOf(scale, refusal.at)
    if (x < scale.left || x > scale.right) continue
    const group = groups.at(-1)
    const first = group?.[0]
    if (group === undefined || first === undefined || x - xOf(scale, first.at) >= apart) groups.push([refusal])
    else group.push(refusal)
  }
  return groups.map((group) => clusterOf(group, scale))
}

function clusterOf(group: readonly RefusalMark[], scale: Scale): RefusalCluster {
  const counts = new Map<string, number>()
  for (const { reason, count } of group) counts.set(reason, (counts.get(reason) ?? 0) + count)
  const from = group[0]?.at ?? scale.from
  return {
    x: xOf(scale, from),
    from,
    until: group.at(-1)?.at ?? from,
    count: group.reduce((sum, { count }) => sum + count, 0),
    reasons: [...counts].sort((a, b) => b[1] - a[1]).map(([reason]) => reason),
  }
}
