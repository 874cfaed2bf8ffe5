import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext } from '@/lib/auth/current-operator'
import { applicationsQuery } from '@/lib/queries/applications'
import { browseApplications } from '@/lib/services/applications/browse'
import { ApplicationsList } from './_components/applications-list'

export const metadata: Metadata = { title: 'Applications' }

/** A failure is left for the browser to meet: it shows it with a retry. */
export default async function ApplicationsPage() {
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await client.prefetchQuery({
    ...applicationsQuery(),
    retry: false,
    queryFn: () => browseApplications(context, {}),
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApplicationsList />
    </HydrationBoundary>
  )
}
