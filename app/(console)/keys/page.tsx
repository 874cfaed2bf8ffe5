import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { prefetchCredentials } from '../_credential/prefetch'
import { readApplicationChoices } from '../_list/applications'
import { KeysList } from './_components/keys-list'
import { loadKeysSearch } from './search-params'

export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetchCredentials(context, 'api_key', await loadKeysSearch(searchParams)),
    readApplicationChoices(context),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <KeysList applications={applications} bindings={bindings} />
    </HydrationBoundary>
  )
}
