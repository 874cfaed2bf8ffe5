import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { actsQuery } from '@/lib/queries/acts'
import { listActs } from '@/lib/services/acts/read'
import { ActsList } from './_components/acts-list'

export const metadata: Metadata = { title: 'Acts' }

export default async function ActsPage() {
  await requireOperator()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { retry: _never, ...options } = actsQuery()
  await client.prefetchInfiniteQuery({ ...options, queryFn: () => listActs(context, {}) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActsList />
    </HydrationBoundary>
  )
}
