import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { peopleQuery } from '@/lib/queries/people'
import type { Context } from '@/lib/services/context'
import { listSubjects } from '@/lib/services/subjects/list'
import { readApplicationChoices } from '../_list/applications'
import { peopleKey } from './_components/filters'
import { PeopleList } from './_components/people-list'
import { loadPeopleSearch, peopleInput } from './search-params'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [client, applications] = await Promise.all([
    prefetch(context, await loadPeopleSearch(searchParams)),
    readApplicationChoices(context),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PeopleList applications={applications} bindings={bindings} />
    </HydrationBoundary>
  )
}

type Search = Awaited<ReturnType<typeof loadPeopleSearch>>

// A failure is left for the browser to meet: it shows it with a retry.
async function prefetch(context: Context, search: Search): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = peopleQuery(peopleKey(search))
  await client.prefetchInfiniteQuery({
    ...options,
    queryFn: () => listSubjects(context, peopleInput({ ...search, cursor: null })),
  })
  return client
}
