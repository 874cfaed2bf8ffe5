import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { rosterQuery } from '@/lib/queries/operators'
import { readSignInSetting } from '@/lib/services/operators/sign-in-setting'
import { OperatorsList } from './_components/operators-list'
import { readRoster } from './_components/roster'
import { readOperatorSetting } from './_components/setting'

export const metadata: Metadata = { title: 'Operators' }

const loadSearch = createLoader({ q: parseAsString.withDefault('') })

/** A failure is left for the browser to meet: it shows it with a retry. */
export default async function OperatorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { bindings } = await requireOperator()
  const hidden = whyNotPermitted(bindings, 'operators.read', 'see who operates this console', null)
  if (hidden !== undefined) return <Hidden reason={hidden} />
  const context = await pageContext()
  const { q } = await loadSearch(searchParams)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, ...options } = rosterQuery(q)
  await client.prefetchQuery({ ...options, retry: false, queryFn: () => readRoster(context, q) })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OperatorsList
        setting={await readOperatorSetting(context, bindings)}
        signIn={await readSignInSetting(context, {})}
      />
    </HydrationBoundary>
  )
}

function Hidden({ reason }: { reason: string }) {
  return (
    <>
      <PageHeader title="Operators" />
      <Card>
        <p className="text-muted">{reason}</p>
      </Card>
    </>
  )
}
