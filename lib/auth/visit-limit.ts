import { addressBlock } from '@/lib/services/address-block'

export interface VisitLimit {
  /** Counts a visit; false when its network has had its share for now. */
  readonly admits: (ip: string | null) => boolean
}

interface VisitLimitOptions {
  readonly visits: number
  readonly withinMilliseconds: number
  /** Milliseconds that only grow. */
  readonly clock: () => number
}

/** More networks than this at once are counted anew: a flood costs memory for nobody. */
const NETWORKS_MAX = 10_000

/**
 * Limits how often one network may look things up, in the memory of this process: a reference has 74 random bits beside its
 * time, so nobody guesses one, and this only keeps the trying from costing anything. Nothing is stored.
 */
export function createVisitLimit({ visits, withinMilliseconds, clock }: VisitLimitOptions): VisitLimit {
  const counts = new Map<string, number>()
  let begunAt = clock()
  return {
    admits(ip) {
      const now = clock()
      if (now - begunAt >= withinMilliseconds || counts.size >= NETWORKS_MAX) {
        counts.clear()
        begunAt = now
      }
      const network = addressBlock(ip)
      const count = (counts.get(network) ?? 0) + 1
      counts.set(network, count)
      return count <= visits
    },
  }
}
