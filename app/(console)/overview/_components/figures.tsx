'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useHydrated } from '@/components/ui/hydrated'
import { Skeleton } from '@/components/ui/skeleton'
import { count, total } from '@/lib/format/count'
import { countsQuery } from '@/lib/queries/counts'
import type { OverviewStory } from '@/lib/queries/overview'
import { routes } from '@/lib/routes'

/** Numbers that open the list they count, with the same filter. */
export function Figures({ overview: { refusals, keysEndingSoon } }: { overview: OverviewStory }) {
  const { data } = useQuery(countsQuery())
  // The rail asks for the same numbers and may have them before this page is taken over from the server.
  const counts = useHydrated() ? data : undefined
  const refused = sumOf(refusals.reasons.flatMap(({ minutes }) => minutes))
  return (
    <ul className="mb-3.5 grid grid-cols-2 gap-3.5 lg:grid-cols-4" aria-label="Figures">
      <Figure label="Sessions live now" href={routes.sessions()}>
        {counts && total(counts.sessions)}
      </Figure>
      <Figure label="API keys live now" href={routes.keys()}>
        {counts && total(counts.keys)}
      </Figure>
      <Figure label="Refused in the last hour" href={routes.refusals({ within: 'last-1h' })} note={beside(refusals)}>
        {count(refused)}
      </Figure>
      <Figure label="Keys that end soon" href={routes.keys({ state: 'ending_soon' })}>
        {total(keysEndingSoon)}
      </Figure>
    </ul>
  )
}

type FigureProps = { label: string; href: string; note?: string | undefined; children: ReactNode }

function Figure({ label, href, note, children }: FigureProps) {
  return (
    <li className="relative flex min-h-25 flex-col gap-0.5 rounded-lg border bg-surface px-4 py-3 hover:bg-hover">
      <Link href={href} className="text-muted after:absolute after:inset-0 after:rounded-lg">
        {label}
      </Link>
      <span className="font-semibold text-2xl tabular-nums tracking-[-0.02em]">
        {children ?? <Skeleton className="mt-2 h-5 w-14" />}
      </span>
      {note && <span className="text-muted text-xs">{note}</span>}
    </li>
  )
}

function beside({ hourBefore, usual }: OverviewStory['refusals']): string {
  const before = `${count(sumOf(hourBefore))} in the hour before`
  return usual === null ? before : `${before}, usually ${count(Math.round(usual))}`
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
