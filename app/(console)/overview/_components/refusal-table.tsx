import type { Series } from '@/components/chart/stacked-bars'
import { count } from '@/lib/format/count'

const STEP = 5

/** The chart as a table, by five minutes, the newest first. */
export function RefusalTable({
  series,
  before,
  tick,
}: {
  series: readonly Series[]
  before: readonly number[]
  tick: (place: number) => string
}) {
  const starts = Array.from({ length: before.length / STEP }, (_, index) => index * STEP).toReversed()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label="Refusals as a table" tabIndex={0} className="max-h-72 overflow-auto">
      <table className="w-full min-w-110 text-right tabular-nums">
        <caption className="sr-only">Refusals in the last hour by five minutes and reason</caption>
        <thead className="sticky top-0 bg-surface text-muted">
          <tr className="border-b">
            <th scope="col" className="py-1.5 text-left font-normal">
              From
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="px-2 font-normal">
                {label}
              </th>
            ))}
            <th scope="col" className="pl-2 font-normal">
              An hour before
            </th>
          </tr>
        </thead>
        <tbody>
          {starts.map((start) => (
            <tr key={start} className="border-b last:border-b-0">
              <th scope="row" className="py-1 text-left font-normal">
                {tick(start)}
              </th>
              {series.map(({ key, values }) => (
                <td key={key} className="px-2">
                  {count(sumFrom(values, start))}
                </td>
              ))}
              <td className="pl-2 text-muted">{count(sumFrom(before, start))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function sumFrom(values: readonly number[], start: number): number {
  return values.slice(start, start + STEP).reduce((sum, value) => sum + value, 0)
}
