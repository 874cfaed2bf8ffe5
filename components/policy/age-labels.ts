import { type PlacedLabel, placeLabels } from '@/components/chart/labels'
import { duration } from '@/lib/format/duration'
import { type AgeScale, xOfAge } from './ages'

const DAY = 86_400
const ROUND = [7 * DAY, DAY, 6 * 3_600, 3_600, 1_800, 900, 600, 300, 60, 1]
/** With fewer than this besides "just now" nobody can read the scale. */
const LABELS_MIN = 2

/** Names of ages: the finest round step of which every label finds room; odd edges as far as they fit. */
export function ageLabels(scale: AgeScale): PlacedLabel[] {
  const edges = scale.buckets.map(({ untilSeconds }) => untilSeconds)
  let best: PlacedLabel[] = []
  for (const step of ROUND) {
    const round = edges.filter((edge) => edge % step === 0)
    const placed = place(round, scale)
    if (placed.length <= round.length && best.length > LABELS_MIN) return best
    best = placed
  }
  return best
}

function place(edges: readonly number[], scale: AgeScale): PlacedLabel[] {
  const start = { key: 'start', x: scale.left, text: 'just now', priority: 1 }
  const ages = edges.map((edge) => ({
    key: String(edge),
    x: xOfAge(scale, edge),
    text: duration(edge * 1000),
    priority: 0,
  }))
  return placeLabels([start, ...ages], { left: scale.left, right: scale.right, lanes: 1, gap: 22 })
}
