import type { Instant } from '@/lib/core/instant'

/** Something that happens at an instant; what it leads to is put into the same timetable. */
export interface Happening {
  readonly at: Instant
  readonly run: (at: Instant) => Promise<void>
}

/** Happenings in the order of their instants, whenever they were planned. */
export interface Timetable {
  readonly plan: (at: Instant, run: Happening['run']) => void
  /** Takes the next happening up to `until`, or null when there is none. */
  readonly next: (until: Instant) => Happening | null
}

/** A binary heap: planning and taking cost a few comparisons however much is ahead. */
export function createTimetable(): Timetable {
  const heap: Happening[] = []
  return {
    plan(at, run) {
      heap.push({ at, run })
      rise(heap, heap.length - 1)
    },
    next(until) {
      const [first] = heap
      if (first === undefined || first.at > until) return null
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink(heap, 0)
      }
      return first
    },
  }
}

function rise(heap: Happening[], from: number): void {
  for (let child = from; child > 0; ) {
    const parent = (child - 1) >> 1
    if (at(heap, parent) <= at(heap, child)) return
    swap(heap, parent, child)
    child = parent
  }
}

function sink(heap: Happening[], from: number): void {
  for (let parent = from; ; ) {
    const left = 2 * parent + 1
    const child = at(heap, left + 1) < at(heap, left) ? left + 1 : left
    if (at(heap, child) >= at(heap, parent)) return
    swap(heap, parent, child)
    parent = child
  }
}

function at(heap: readonly Happening[], index: number): Instant {
  return heap[index]?.at ?? Number.POSITIVE_INFINITY
}

function swap(heap: Happening[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]]
  if (first === undefined || second === undefined) return
  heap[a] = second
  heap[b] = first
}
