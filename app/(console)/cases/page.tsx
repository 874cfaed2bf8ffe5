import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { casesQuery, rootCausesQuery } from '@/lib/queries/cases'
import { countRootCauses } from '@/lib/services/cases/count-root-causes'
import { listCases } from '@/lib/services/cases/list'
import type { Context } from '@/lib/services/context'
import { readApplicationChoices } from '../_list/applications'
import { CasesList } from './_components/cases-list'
import { caseKey } from './_components/filters'
import { casesInput, loadCasesSearch } from './search-params'

export const metadata: Metadata = { title: 'Cases' }

export default async function CasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetch(context, await loadCasesSearch(searchParams)),
    readApplicationChoices(context),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CasesList applications={applications} bindings={bindings} />
    </HydrationBoundary>
  )
}

type Search = Awaited<ReturnType<typeof loadCasesSearch>>

// A failure is left for the browser to meet: it shows it with a retry.
async function prefetch(context: Context, search: Search): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = casesQuery(caseKey(search))
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...options,
      queryFn: () => listCases(context, casesInput({ ...search, cursor: null })),
    }),
    client.prefetchQuery({ ...rootCausesQuery(), queryFn: () => countRootCauses(context, {}) }),
  ])
  return client
}
