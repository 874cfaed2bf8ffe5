import type { Measured } from './load'

/** The stretches of load on one target, in the order of the rounds. */
export interface Series {
  readonly name: string
  readonly rounds: readonly Measured[]
}

/** One line of the table. */
export interface Figures {
  readonly requestsPerSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
}

/** How much faster one series was than another, round by round. */
export interface Ratio {
  readonly median: number
  readonly lowest: number
  readonly highest: number
}

/** Throughput over all rounds, and percentiles of every single request. */
export function figuresOf({ rounds }: Series): Figures {
  const requests = sum(rounds.map((round) => round.requests))
  const latencies = Float64Array.from(rounds.flatMap((round) => round.latencies)).sort()
  return {
    requestsPerSecond: requests / (sum(rounds.map((round) => round.milliseconds)) / 1000),
    p50Milliseconds: percentile(latencies, 0.5),
    p99Milliseconds: percentile(latencies, 0.99),
  }
}

/** Rounds are compared in pairs: what else the machine does moves both alike, and cancels out. */
export function ratioOf(over: Series, under: Series): Ratio {
  const ratios = over.rounds.flatMap((round, index) => {
    const other = under.rounds[index]
    return other === undefined ? [] : [throughput(round) / throughput(other)]
  })
  const sorted = Float64Array.from(ratios).sort()
  return { median: median(sorted), lowest: sorted[0] ?? Number.NaN, highest: sorted.at(-1) ?? Number.NaN }
}

/** The nearest-rank percentile of sorted values; NaN of none. */
export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

function median(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

function throughput({ requests, milliseconds }: Measured): number {
  return requests / milliseconds
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
