import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { applicationsQuery } from '@/lib/queries/applications'
import { browseApplications } from '@/lib/services/applications/browse'
import { ApplicationsList } from './_components/applications-list'
import { applicationsKey } from './_components/filters'
import { applicationsInput, loadApplicationsSearch } from './search-params'

export const metadata: Metadata = { title: 'Applications' }

/** A failure is left for the browser to meet: it shows it with a retry. */
export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const search = await loadApplicationsSearch(searchParams)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = applicationsQuery(applicationsKey(search))
  await client.prefetchQuery({ ...options, queryFn: () => browseApplications(context, applicationsInput(search)) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApplicationsList bindings={bindings} />
    </HydrationBoundary>
  )
}
