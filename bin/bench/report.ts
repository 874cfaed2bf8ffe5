import { figuresOf, type Ratio, ratioOf, type Series } from './figures'

const NAME_WIDTH = 42
const CELL_WIDTH = 12

/** A line a target: requests per second and what half and all but one in a hundred requests stayed below. */
export function table(series: readonly Series[]): string {
  const head = row('', ['requests/s', 'p50 ms', 'p99 ms'])
  const lines = series.map((each) => {
    const { requestsPerSecond, p50Milliseconds, p99Milliseconds } = figuresOf(each)
    return row(each.name, [
      Math.round(requestsPerSecond).toLocaleString('en-GB'),
      p50Milliseconds.toFixed(1),
      p99Milliseconds.toFixed(1),
    ])
  })
  return [head, ...lines].join('\n')
}

/** One ratio as a line: the median of the rounds, and how far they lay apart. */
export function ratioLine(over: Series, under: Series): string {
  const { median, lowest, highest }: Ratio = ratioOf(over, under)
  const spread = `(${lowest.toFixed(2)} to ${highest.toFixed(2)} over ${over.rounds.length} rounds)`
  return `${`${over.name} ÷ ${under.name}`.padEnd(NAME_WIDTH + CELL_WIDTH)}  ${median.toFixed(2)}  ${spread}`
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(CELL_WIDTH)).join('')
}
