import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { prefetchCredentials } from '../_credential/prefetch'
import { readApplicationChoices } from '../_list/applications'
import { SessionsList } from './_components/sessions-list'
import { loadSessionsSearch } from './search-params'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetchCredentials(context, 'session', await loadSessionsSearch(searchParams)),
    readApplicationChoices(context),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SessionsList applications={applications} bindings={bindings} />
    </HydrationBoundary>
  )
}
