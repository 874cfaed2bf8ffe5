/** How many credentials have an age from `fromSeconds` up to, not including, `untilSeconds`. */
export interface AgeBucket {
  readonly fromSeconds: number
  readonly untilSeconds: number
  readonly count: number
}

/** Ages laid over pixels. Every bucket is equally wide, however long it is; inside a bucket the scale is even. */
export interface AgeScale {
  readonly buckets: readonly AgeBucket[]
  readonly left: number
  readonly right: number
}

/** Pixel of an age; ages beyond the last bucket stand at the right edge. */
export function xOfAge(scale: AgeScale, seconds: number): number {
  const each = bucketWidth(scale)
  const index = scale.buckets.findIndex((bucket) => seconds < bucket.untilSeconds)
  const bucket = scale.buckets[index]
  if (bucket === undefined) return scale.right
  const share = (seconds - bucket.fromSeconds) / (bucket.untilSeconds - bucket.fromSeconds)
  return scale.left + (index + Math.max(share, 0)) * each
}

/** Age under a pixel, in seconds: the inverse of `xOfAge`. */
export function ageAtX(scale: AgeScale, x: number): number {
  const each = bucketWidth(scale)
  const place = Math.min(Math.max((x - scale.left) / each, 0), scale.buckets.length)
  const index = Math.min(Math.floor(place), scale.buckets.length - 1)
  const bucket = scale.buckets[index]
  if (bucket === undefined) return 0
  return bucket.fromSeconds + (place - index) * (bucket.untilSeconds - bucket.fromSeconds)
}

export function bucketWidth({ buckets, left, right }: AgeScale): number {
  return (right - left) / Math.max(buckets.length, 1)
}

/** How many are at or beyond a limit: they would end at once. `exact` only when no bucket had to be split. */
export function endingAt(buckets: readonly AgeBucket[], seconds: number | null): { count: number; exact: boolean } {
  if (seconds === null) return { count: 0, exact: true }
  const split = buckets.some(
    (bucket) => bucket.count > 0 && bucket.fromSeconds < seconds && seconds < bucket.untilSeconds,
  )
  const count = buckets.reduce((sum, bucket) => sum + bucket.count * shareBeyond(bucket, seconds), 0)
  return { count: Math.round(count), exact: !split }
}

/** The part of a bucket that a limit would end, 0 to 1. */
export function shareBeyond({ fromSeconds, untilSeconds }: AgeBucket, seconds: number): number {
  return Math.min(Math.max((untilSeconds - seconds) / (untilSeconds - fromSeconds), 0), 1)
}

export function population(buckets: readonly AgeBucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0)
}

const STEPS = [60, 300, 900, 1_800, 3_600, 3 * 3_600, 6 * 3_600, 86_400, 7 * 86_400]
const STEP_PIXELS = 4

/** The round length, in seconds, by which the limit moves near `seconds`: a few pixels, a minute at least. */
export function limitStep(scale: AgeScale, seconds: number): number {
  const bucket = scale.buckets.find(({ untilSeconds }) => seconds < untilSeconds) ?? scale.buckets.at(-1)
  if (bucket === undefined) return 60
  const perPixel = (bucket.untilSeconds - bucket.fromSeconds) / bucketWidth(scale)
  return STEPS.find((step) => step >= perPixel * STEP_PIXELS) ?? 7 * 86_400
}

export interface LimitRange {
  readonly minSeconds: number
  readonly maxSeconds: number
}

/** The limit at a round step and inside the range that may be set. */
export function roundLimit(seconds: number, step: number, { minSeconds, maxSeconds }: LimitRange): number {
  return Math.min(Math.max(Math.round(seconds / step) * step, minSeconds), maxSeconds)
}
