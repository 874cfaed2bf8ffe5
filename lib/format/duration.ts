const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * A length of time in milliseconds, as people say it: "38 s", "31 min", "4 h 44 min", "30 days".
 * It is cut, never rounded up: "31 min" means that 31 whole minutes have passed.
 */
export function duration(milliseconds: number): string {
  const length = Math.abs(milliseconds)
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`
  if (length < DAY) return joined([whole(length, HOUR, 'h'), whole(length % HOUR, MINUTE, 'min')])
  const days = Math.floor(length / DAY)
  const rest = days < 7 ? whole(length % DAY, HOUR, 'h') : ''
  return joined([`${days} ${days === 1 ? 'day' : 'days'}`, rest])
}

/** For evidence, where the second decides: "31 min 6 s", "0.4 s", "1 day 2 h 3 min 4 s". */
export function exactDuration(milliseconds: number): string {
  const length = Math.abs(milliseconds)
  if (length < 10 * SECOND) return `${Number((length / SECOND).toFixed(1))} s`
  const days = Math.floor(length / DAY)
  return joined([
    days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}`,
    whole(length % DAY, HOUR, 'h'),
    whole(length % HOUR, MINUTE, 'min'),
    whole(length % MINUTE, SECOND, 's'),
  ])
}

function whole(length: number, unit: number, name: string): string {
  const amount = Math.floor(length / unit)
  return amount === 0 ? '' : `${amount} ${name}`
}

function joined(parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
