import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { bindingsGive } from '@/lib/core/permissions'
import { operatorQuery } from '@/lib/queries/operators'
import { readOperatorView } from '@/lib/services/operators/manage/list-operators'
import { orNotFound } from '../../../_list/or-not-found'
import { OperatorPage } from '../_components/operator-page'
import { readOperatorSetting } from '../_components/setting'

export const metadata: Metadata = { title: 'Operator' }

export default async function Operator({ params }: { params: Promise<{ operatorId: string }> }) {
  const { operatorId } = await params
  const { bindings } = await requireOperator()
  // Absent and forbidden look the same.
  if (!bindingsGive(bindings, 'operators.read', null)) notFound()
  const context = await pageContext()
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const queryFn = () => readOperatorView(context, { operatorId })
  await orNotFound(client.fetchQuery({ ...operatorQuery(operatorId), retry: false, queryFn }))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OperatorPage id={operatorId} setting={await readOperatorSetting(context, bindings)} />
    </HydrationBoundary>
  )
}
