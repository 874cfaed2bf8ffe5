import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext } from '@/lib/auth/current-operator'
import { overviewQuery } from '@/lib/queries/overview'
import { OverviewPage } from './_components/overview-page'
import { readOverviewStory } from './_components/story'

export const metadata: Metadata = { title: 'Overview' }

/** Is anything wrong now, since when, and where. A failure is left for the browser to meet: it shows it with a retry. */
export default async function Overview() {
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await client.prefetchQuery({ ...overviewQuery(), queryFn: () => readOverviewStory(context) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OverviewPage />
    </HydrationBoundary>
  )
}
