import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ExplanationView } from '@/components/explanation/explanation-view'
import { Page } from '@/components/shell/page'
import { EmptyState } from '@/components/ui/empty-state'
import { pageContext } from '@/lib/auth/current-operator'
import { routes } from '@/lib/routes'
import { ServiceError } from '@/lib/services/errors'
import { explain } from '@/lib/services/tokens/explain'
import { loadExplainParams } from './search-params'

export const metadata: Metadata = { title: 'Explain' }

/** Why one request was refused, or what is true of one credential at an instant. */
export default async function ExplainPage({ searchParams }: PageProps<'/explain'>) {
  const { request, credential, at } = await loadExplainParams(searchParams)
  if (request === null && credential === null) redirect(routes.find())
  const context = await pageContext()
  const explanation = await explained(context, { request, credential, at })
  return (
    <Page>{explanation === null ? <NotFound request={request} /> : <ExplanationView explanation={explanation} />}</Page>
  )
}

type Asked = Awaited<ReturnType<typeof loadExplainParams>>

async function explained(context: Parameters<typeof explain>[0], asked: Asked) {
  try {
    const outcome = await explain(context, inputOf(asked))
    return outcome.ok ? outcome.value : null
  } catch (error) {
    // Nothing there, or not even the shape of a reference: the page says so instead of failing.
    if (error instanceof ServiceError && (error.code === 'not_found' || error.code === 'invalid_input')) return null
    throw error
  }
}

function inputOf({ request, credential, at }: Asked): Parameters<typeof explain>[1] {
  if (request !== null) return { by: 'request', requestId: request }
  const credentialId = credential ?? ''
  return at === null ? { by: 'credential', credentialId } : { by: 'credential', credentialId, at: at.getTime() }
}

function NotFound({ request }: { request: string | null }) {
  if (request === null) {
    return (
      <EmptyState
        heading="h1"
        title="There is no such credential"
        next="Its id may be cut off, or it is no longer kept. Look the person up instead."
      />
    )
  }
  return (
    <EmptyState
      heading="h1"
      title="No refusal has this reference"
      next="References of accepted requests are not kept. Compare it letter by letter: req_ and 22 characters, where large and small letters differ."
    />
  )
}
