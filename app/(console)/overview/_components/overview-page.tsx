'use client'

import { useQuery } from '@tanstack/react-query'
import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/error-state'
import { LiveDot } from '@/components/ui/live-dot'
import { SkeletonLines } from '@/components/ui/skeleton'
import { requestIdOf } from '@/lib/queries/http'
import { overviewQuery } from '@/lib/queries/overview'
import { Figures } from './figures'
import { Headline } from './headline'
import { RefusalChart } from './refusal-chart'
import { UnusualList } from './unusual-list'

/** A sentence first, then the figures, each of which opens its list. */
export function OverviewPage() {
  const query = useQuery(overviewQuery())
  const overview = query.data
  const updated = <LiveDot updatedAt={overview?.now ?? null} state={query.isError ? 'behind' : 'live'} />
  if (overview === undefined) {
    return (
      <Page>
        <PageHeader title="Overview" />
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={10} label="Loading the overview" />
        )}
      </Page>
    )
  }
  return (
    <Page>
      <PageHeader title="Overview" actions={updated} />
      <Headline overview={overview} />
      <Figures overview={overview} />
      <RefusalChart overview={overview} />
      <Card
        title="Unusual"
        note={overview.unusual.length === 0 ? undefined : 'what to look at first'}
        className="mt-3.5"
      >
        <UnusualList unusual={overview.unusual} />
      </Card>
    </Page>
  )
}
