import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PlacedLabel, placeLabels, textWidth } from './labels'

const ROOM = { left: 0, right: 390, lanes: 2, gap: 8 }
const label = (x: number, text: string, priority: number) => ({ key: `${x} ${text} ${priority}`, x, text, priority })
const labels = fc.array(
  fc.tuple(
    fc.integer({ min: -50, max: 450 }),
    fc.string({ minLength: 1, maxLength: 24 }),
    fc.integer({ min: 0, max: 9 }),
  ),
  { maxLength: 30 },
)

/** What touches its left neighbour or an edge of the room. */
function overflow(lane: readonly PlacedLabel[]): PlacedLabel[] {
  const sorted = [...lane].sort((a, b) => a.left - b.left)
  return sorted.filter(({ left, width }, index) => {
    const before = sorted[index - 1]
    const free = before === undefined ? ROOM.left : before.left + before.width + ROOM.gap
    return left < free || left + width > ROOM.right
  })
}

describe('placing labels', () => {
  it('no two labels of a lane touch and none leaves the room', () => {
    fc.assert(
      fc.property(labels, (some) => {
        const placed = placeLabels(
          some.map(([x, text, priority]) => label(x, text, priority)),
          ROOM,
        )
        for (const lane of [0, 1]) expect(overflow(placed.filter((each) => each.lane === lane))).toEqual([])
      }),
    )
  })

  it('the most important label that fits is always placed', () => {
    fc.assert(
      fc.property(labels, (some) => {
        const all = [
          ...some.map(([x, text, priority]) => label(x, text, priority)),
          label(200, 'ended 14:02:16: idle', 10),
        ]
        expect(placeLabels(all, ROOM).map(({ priority }) => priority)).toContain(10)
      }),
    )
  })

  it('a label near the edge is pushed inside', () => {
    expect(placeLabels([label(389, 'absolute end', 1)], ROOM)[0]?.left).toBe(390 - textWidth('absolute end'))
  })
})
