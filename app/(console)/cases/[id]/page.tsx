import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { caseQuery } from '@/lib/queries/cases'
import { readCase } from '@/lib/services/cases/read'
import { orNotFound } from '../../_list/or-not-found'
import { CasePage } from '../_components/case-page'

export const metadata: Metadata = { title: 'Case' }

export default async function Case({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await orNotFound(
    client.fetchQuery({ ...caseQuery(id), retry: false, queryFn: () => readCase(context, { caseId: id }) }),
  )
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CasePage id={id} bindings={bindings} />
    </HydrationBoundary>
  )
}
