import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { ACT_TEXTS } from '@/lib/locale/en/acts'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { auditQuery } from '@/lib/queries/audit'
import { type AuditActors, listActors } from '@/lib/services/audit/list-actors'
import type { Context } from '@/lib/services/context'
import { NotYours } from '../_list/not-yours'
import { AuditList } from './_components/audit-list'
import { auditKey } from './_components/filters'
import { readAuditRows } from './_components/rows'
import { auditInput, loadAuditSearch } from './search-params'

export const metadata: Metadata = { title: 'Audit' }

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const refusal = whyNotPermitted(bindings, 'audit.read', 'read the audit')
  if (refusal !== undefined) return <NotYours title="Audit" refusal={refusal} />
  const context = await pageContext()
  const [client, actors] = await Promise.all([
    prefetch(context, await loadAuditSearch(searchParams)),
    listActors(context, {}),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditList options={optionsOf(actors)} bindings={bindings} />
    </HydrationBoundary>
  )
}

function optionsOf({ operators, applications }: AuditActors) {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const actions = Object.entries(ACT_TEXTS).map(([value, { label }]) => ({ value, label }))
  return {
    actors: [...operators.map(named), ...applications.map(named), { value: 'system', label: 'Assay itself' }],
    actions: actions.sort((a, b) => a.label.localeCompare(b.label, 'en')),
    applications: applications.map(named),
  }
}

type Search = Awaited<ReturnType<typeof loadAuditSearch>>

// A failure is left for the browser to meet: it shows it with a retry.
async function prefetch(context: Context, search: Search): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = auditQuery(auditKey(search))
  await client.prefetchInfiniteQuery({
    ...options,
    queryFn: () => readAuditRows(context, auditInput({ ...search, cursor: null })),
  })
  return client
}
