import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { readApplicationChoices } from '../_credential/applications'
import { prefetchCredentials } from '../_credential/prefetch'
import { KeysList } from './_components/keys-list'
import { loadKeysSearch } from './search-params'

export const metadata: Metadata = { title: 'API keys' }

export default async function KeysPage({ searchParams }: PageProps<'/keys'>) {
  const { role } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetchCredentials(context, 'api_key', await loadKeysSearch(searchParams)),
    readApplicationChoices(context),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <KeysList applications={applications} role={role} />
    </HydrationBoundary>
  )
}
