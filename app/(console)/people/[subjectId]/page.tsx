import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { personQuery } from '@/lib/queries/people'
import { orNotFound } from '../../_list/or-not-found'
import { PersonPage } from './_components/person-page'
import { readPersonStory } from './_components/story'

export const metadata: Metadata = { title: 'Person' }

export default async function Person({ params }: { params: Promise<{ subjectId: string }> }) {
  const { subjectId } = await params
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await orNotFound(client.fetchQuery({ ...personQuery(subjectId), queryFn: () => readPersonStory(context, subjectId) }))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PersonPage id={subjectId} bindings={bindings} />
    </HydrationBoundary>
  )
}
