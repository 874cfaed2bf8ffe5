import { DAY, MINUTE, SECOND } from '@/lib/core/instant'
import { plural } from '@/lib/format/count'
import { duration, exactDuration } from '@/lib/format/duration'

const UNIT: Readonly<Record<string, string>> = { s: 'second', min: 'minute', h: 'hour' }

/** A formatted length for a sentence: "4 h 44 min" → "4 hours 44 minutes". */
export function lengthInWords(length: string): string {
  return length.replace(/(\d+(?:\.\d+)?) (min|s|h)\b/g, (_, amount: string, unit: string) =>
    plural(Number(amount), UNIT[unit] ?? unit),
  )
}

/**
 * How long something lasted, in milliseconds, beside the limit it reached: as short as possible without falling below it
 * ("31 minutes" beside 30 minutes, but "1 minute 35 seconds" beside 90 seconds).
 */
export function elapsedInWords(elapsed: number, limit: number | null): string {
  const unit = cutAt(elapsed)
  return lengthInWords(limit !== null && limit % unit !== 0 ? exactDuration(elapsed) : duration(elapsed))
}

/** The smallest unit that `duration` still tells of a length. */
function cutAt(elapsed: number): number {
  if (elapsed < MINUTE) return SECOND
  if (elapsed < DAY) return MINUTE
  return elapsed < 7 * DAY ? 60 * MINUTE : DAY
}

/** "The limit is 30." beside "31 minutes", "The limit is 30 minutes." beside anything else. */
export function limitSentence(limit: string, elapsed: string): string {
  const [amount = '', unit = '', ...more] = limit.split(' ')
  const same = more.length === 0 && new RegExp(`^\\S+ ${unit}$`).test(elapsed)
  return `The limit is ${same ? amount : limit}.`
}
