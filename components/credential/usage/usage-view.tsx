'use client'

import { useZone } from '@/components/ui/clock'
import { count, plural } from '@/lib/format/count'
import type { Usage } from '@/lib/services/credentials/read-usage'
import { Bars } from './bars'
import { type DayUses, daysOf } from './days'
import { Shares } from './shares'

const FILLS = ['fill-active/70'] as const

/** Ninety days of accepted uses: by day, from where, and for what. */
export function UsageView({ usage }: { usage: Usage }) {
  const days = daysOf(usage, useZone())
  if (usage.total === 0)
    return <p className="text-muted">No use in the last 90 days. Refused presentations are listed under Refusals.</p>
  return (
    <>
      <Bars
        label={sentence(days, usage.total)}
        bars={days.map(({ label, count: uses }) => ({ title: `${label}: ${plural(uses, 'use')}`, parts: [uses] }))}
        fills={FILLS}
        ends={[days[0]?.label ?? '', 'today']}
      />
      <DayTable days={days} />
      <div className="mt-4 grid gap-x-8 gap-y-5 md:grid-cols-2">
        <Shares label="Address" shares={usage.addresses} total={usage.total} rest="others, or not reported" />
        {usage.scopes.length === 0 ? (
          <p className="text-muted">No scope was asked for.</p>
        ) : (
          <Shares label="Scope asked" shares={usage.scopes} total={usage.total} rest={null} />
        )}
      </div>
    </>
  )
}

function sentence(days: readonly DayUses[], total: number): string {
  const most = days.reduce<DayUses | undefined>(
    (best, day) => (best && best.count >= day.count ? best : day),
    undefined,
  )
  const used = days.filter(({ count: uses }) => uses > 0).length
  const peak = most === undefined ? '' : `, most on ${most.label} (${count(most.count)})`
  return `Uses by day: ${plural(total, 'use')} on ${plural(used, 'day')}${peak}.`
}

function DayTable({ days }: { days: readonly DayUses[] }) {
  const used = days.filter(({ count: uses }) => uses > 0).toReversed()
  return (
    <details className="mt-1.5">
      <summary className="w-fit cursor-pointer text-muted hover:text-ink">Days as a table</summary>
      <div className="mt-1.5 max-h-60 overflow-y-auto">
        <table className="w-full max-w-72 border-collapse">
          <caption className="sr-only">Uses by day</caption>
          <tbody>
            {used.map(({ label, count: uses }) => (
              <tr key={label} className="border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  {label}
                </th>
                <td className="py-1 text-right tabular-nums">{count(uses)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
