import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { CredentialPage } from '../../_credential/credential-page'
import { prefetchCredential } from '../../_credential/prefetch'
import { orNotFound } from '../../_list/or-not-found'

export const metadata: Metadata = { title: 'Session' }

export default async function SessionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { bindings } = await requireOperator()
  const client = await orNotFound(prefetchCredential(await pageContext(), 'session', id))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CredentialPage kind="session" id={id} bindings={bindings} />
    </HydrationBoundary>
  )
}
