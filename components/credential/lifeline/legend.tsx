import type { ReactNode } from 'react'
import { isOpen, type LifelineData, lapseOf } from './model'
import type { Fills } from './patterns'

/** What the marks of this life mean; only those that occur. */
export function Legend({ data, fills }: { data: LifelineData; fills: Fills }) {
  const entries: readonly (readonly [boolean, string, ReactNode])[] = [
    [
      data.uses.length > 0 || data.lastUsedAt !== null,
      'use',
      <path key="use" d="M7 1v12" className="stroke-active" strokeWidth="1.8" />,
    ],
    [
      data.notBefore !== null,
      'not valid yet',
      <rect key="start" y="2" width="14" height="10" rx="2" className="fill-system-soft stroke-system/50" />,
    ],
    [lapseOf(data, 'idle') !== null, 'idle window', <Swatch key="idle" fill={fills.idle} />],
    [data.overlapUntil !== null, 'overlap', <Swatch key="overlap" fill={fills.overlap} />],
    [data.suspensions.length > 0, 'suspended', <Swatch key="held" fill={fills.held} />],
    [data.refusals.length > 0, 'refused', <path key="refused" d="M7 1l6 6l-6 6l-6-6z" className="fill-refused" />],
    [
      data.policyFlags.length > 0,
      'policy change',
      <path key="policy" d="M7 0v14M4 1h6" className="stroke-held" strokeDasharray="2 2" strokeWidth="1.6" />,
    ],
    [
      data.cutoffs.length > 0,
      'cutoff',
      <path key="cutoff" d="M7 0v14" className="stroke-refused" strokeWidth="2.4" strokeDasharray="4 2" />,
    ],
    [
      isOpen(data),
      'no end',
      <path key="open" d="M2 3l4 4l-4 4M8 3l4 4l-4 4" className="fill-none stroke-active" strokeWidth="1.6" />,
    ],
  ]
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {entries
        .filter(([occurs]) => occurs)
        .map(([, word, mark]) => (
          <li key={word} className="flex items-center gap-1.5">
            <svg width="14" height="14" aria-hidden>
              {mark}
            </svg>
            {word}
          </li>
        ))}
    </ul>
  )
}

function Swatch({ fill }: { fill: string }) {
  return <rect y="2" width="14" height="10" rx="2" fill={`url(#${fill})`} />
}
