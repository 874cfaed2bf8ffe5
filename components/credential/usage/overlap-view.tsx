'use client'

import { useZone } from '@/components/ui/clock'
import { Time } from '@/components/ui/time'
import { count, plural } from '@/lib/format/count'
import { compact } from '@/lib/format/time'
import type { KeyOverlap } from '@/lib/services/keys/read-overlap'
import { Bars } from './bars'
import { everyHour } from './days'
import { Shares } from './shares'

const FILLS = ['fill-soon', 'fill-active/70'] as const

/** Both keys of a rotation side by side, and from where the old one is still used. */
export function OverlapView({ overlap }: { overlap: KeyOverlap }) {
  return (
    <>
      {overlap.hours.length > 0 && <SideBySide overlap={overlap} />}
      {overlap.state !== 'ended' && <Sources overlap={overlap} />}
      {overlap.refused.length > 0 && <Refused refused={overlap.refused} />}
    </>
  )
}

function SideBySide({ overlap }: { overlap: KeyOverlap }) {
  const zone = useZone()
  const { hours, now } = overlap
  const first = hours[0]?.hour ?? now
  const to = overlap.state === 'ended' ? Math.max(overlap.overlapUntil, hours.at(-1)?.hour ?? 0) : now
  const all = everyHour(hours, { from: first, to: Math.min(to, now) }, (hour) => ({ hour, old: 0, successor: 0 }))
  const sum = (side: 'old' | 'successor') => hours.reduce((total, each) => total + each[side], 0)
  return (
    <div className="mt-3">
      <p className="mb-1.5 flex flex-wrap gap-x-4 text-muted text-xs">
        <Legend className="bg-soon">old key, {plural(sum('old'), 'use')}</Legend>
        <Legend className="bg-active/70">its successor, {plural(sum('successor'), 'use')}</Legend>
        <span>by the hour</span>
      </p>
      <Bars
        label={`Uses by the hour: the old key ${count(sum('old'))}, its successor ${count(sum('successor'))}.`}
        bars={all.map(({ hour, old, successor }) => ({
          title: `${compact(hour, now, zone)}: old ${count(old)}, successor ${count(successor)}`,
          parts: [old, successor],
        }))}
        fills={FILLS}
        ends={[compact(first, now, zone), overlap.state === 'ended' ? compact(to, now, zone) : 'now']}
      />
    </div>
  )
}

function Legend({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-xs ${className}`} />
      {children}
    </span>
  )
}

function Sources({ overlap: { addresses, userAgents, hours, rotatedAt } }: { overlap: KeyOverlap }) {
  const total = hours.filter(({ hour }) => hour >= rotatedAt - 3_600_000).reduce((sum, { old }) => sum + old, 0)
  if (addresses.length === 0 && userAgents.length === 0) return null
  return (
    <div className="mt-4 grid gap-x-8 gap-y-5 md:grid-cols-2">
      <Shares label="Old key used from" shares={addresses} total={total} rest="others, or not reported" />
      <table className="h-fit w-full border-collapse">
        <caption className="sr-only">By what the old key is used</caption>
        <thead className="text-left text-muted text-xs">
          <tr>
            <th scope="col" className="pb-1 font-normal">
              By
            </th>
            <th scope="col" className="w-26 pb-1 text-right font-normal">
              Last
            </th>
          </tr>
        </thead>
        <tbody>
          {userAgents.map(({ value, lastHour }) => (
            <tr key={value} className="border-t">
              <td className="mono max-w-0 truncate py-1" title={value}>
                {value}
              </td>
              <td className="py-1 text-right text-muted">
                <Time at={lastHour} form="age" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Refused({ refused }: Pick<KeyOverlap, 'refused'>) {
  return (
    <table className="mt-4 w-full border-collapse">
      <caption className="mb-1 text-left font-medium">
        {refused.length === 1
          ? 'One place still presents the old key'
          : `${refused.length} places still present the old key`}
      </caption>
      <tbody>
        {refused.map(({ address, userAgent, count: times, lastAt }) => (
          <tr key={`${address} ${userAgent} ${lastAt}`} className="border-t">
            <td className="mono py-1 pr-3">{address ?? 'address not reported'}</td>
            <td className="mono max-w-0 truncate py-1 text-muted" title={userAgent ?? undefined}>
              {userAgent ?? ''}
            </td>
            <td className="w-28 py-1 text-right text-refused-ink tabular-nums">refused {plural(times, 'time')}</td>
            <td className="w-26 py-1 text-right text-muted">
              <Time at={lastAt} form="age" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
