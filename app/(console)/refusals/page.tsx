import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { REASONS } from '@/lib/core/reasons'
import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import { refusalsQuery } from '@/lib/queries/refusals'
import type { Context } from '@/lib/services/context'
import { readApplicationChoices } from '../_list/applications'
import { refusalKey } from './_components/filters'
import { RefusalsList } from './_components/refusals-list'
import { readRefusalRows } from './_components/rows'
import { loadRefusalsSearch, refusalsInput } from './search-params'

export const metadata: Metadata = { title: 'Refusals' }

export default async function RefusalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetch(context, await loadRefusalsSearch(searchParams)),
    readApplicationChoices(context),
  ])
  const options = {
    applications: applications.map(({ id, name }) => ({ value: id, label: name })),
    reasons: REASONS.map((reason) => ({ value: reason, label: REASON_TEXTS[reason].word })),
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RefusalsList options={options} bindings={bindings} />
    </HydrationBoundary>
  )
}

type Search = Awaited<ReturnType<typeof loadRefusalsSearch>>

// A failure is left for the browser to meet: it shows it with a retry.
async function prefetch(context: Context, search: Search): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = refusalsQuery(refusalKey(search))
  await client.prefetchInfiniteQuery({
    ...options,
    queryFn: () => readRefusalRows(context, refusalsInput({ ...search, cursor: null })),
  })
  return client
}
