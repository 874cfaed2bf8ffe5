import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { applicationQuery } from '@/lib/queries/applications'
import { orNotFound } from '../../_list/or-not-found'
import { ApplicationPage } from './_components/application-page'
import { readApplicationStory } from './_components/story'

export const metadata: Metadata = { title: 'Application' }

export default async function Application({ params }: { params: Promise<{ applicationId: string }> }) {
  const { applicationId } = await params
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await orNotFound(
    client.fetchQuery({
      ...applicationQuery(applicationId),
      retry: false,
      queryFn: () => readApplicationStory(context, applicationId),
    }),
  )
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApplicationPage id={applicationId} bindings={bindings} />
    </HydrationBoundary>
  )
}
