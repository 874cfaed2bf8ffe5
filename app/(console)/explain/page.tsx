import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { routes } from '@/lib/routes'
import { Answer } from './_components/answer'
import { NotFound } from './_components/not-found'
import { askedOf, readAsked } from './asked'
import { loadExplainParams } from './search-params'

export const metadata: Metadata = { title: 'Explain' }

/** Why one request was refused, what is true of one credential at an instant, or what happened around a moment. */
export default async function ExplainPage({ searchParams }: PageProps<'/explain'>) {
  const asked = askedOf(await loadExplainParams(searchParams))
  if (asked === null) redirect(routes.find())
  const { bindings } = await requireOperator()
  const found = await readAsked(await pageContext(), asked)
  return <Page>{found === null ? <NotFound by={asked.by} /> : <Answer found={found} bindings={bindings} />}</Page>
}
