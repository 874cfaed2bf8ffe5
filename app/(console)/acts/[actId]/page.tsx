import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { actItemsQuery, actQuery } from '@/lib/queries/acts'
import { readAct } from '@/lib/services/acts/read'
import { readActItemRows } from '../../_acts/rows'
import { orNotFound } from '../../_list/or-not-found'
import { ActPage } from './_components/act-page'
import { loadActSearch } from './search-params'

export const metadata: Metadata = { title: 'Act' }

type Props = { params: Promise<{ actId: string }>; searchParams: Promise<SearchParams> }

export default async function Act({ params, searchParams }: Props) {
  const { actId } = await params
  const { outcome } = await loadActSearch(searchParams)
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await orNotFound(client.fetchQuery({ ...actQuery(actId), retry: false, queryFn: () => readAct(context, { actId }) }))
  const { placeholderData: _unused, retry: _never, ...options } = actItemsQuery(actId, outcome)
  await client.prefetchInfiniteQuery({ ...options, queryFn: () => readActItemRows(context, actId, outcome, null) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ActPage id={actId} bindings={bindings} />
    </HydrationBoundary>
  )
}
