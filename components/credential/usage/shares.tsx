import { Time } from '@/components/ui/time'
import { count } from '@/lib/format/count'
import type { Share } from '@/lib/services/uses-by'

export interface SharesProps {
  /** What they are: "Addresses". */
  readonly label: string
  readonly shares: readonly Share[]
  /** All uses, of which these are a part. */
  readonly total: number
  /** The word for what none of these has: "others or not reported"; null where the parts overlap. */
  readonly rest: string | null
}

/** Uses by address or by scope, the most frequent first. */
export function Shares({ label, shares, total, rest }: SharesProps) {
  const others = total - shares.reduce((all, share) => all + share.count, 0)
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{label}</caption>
      <thead className="text-left text-muted text-xs">
        <tr>
          <th scope="col" className="pb-1 font-normal">
            {label}
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
            Uses
          </th>
          <th scope="col" className="w-26 pb-1 text-right font-normal">
            Last
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ value, count: uses, lastHour }) => (
          <tr key={`${value} ${uses} ${lastHour}`} className="border-t">
            <td className="mono max-w-0 truncate py-1" title={value}>
              {value}
            </td>
            <td className="w-16 py-1 text-right tabular-nums">{uses === 0 ? '–' : count(uses)}</td>
            <td className="py-1 text-right text-muted">
              <Time at={lastHour} form="age" />
            </td>
          </tr>
        ))}
        {rest !== null && others > 0 && (
          <tr className="border-t text-muted">
            <td className="py-1">{rest}</td>
            <td className="py-1 text-right tabular-nums">{count(others)}</td>
            <td />
          </tr>
        )}
      </tbody>
    </table>
  )
}
