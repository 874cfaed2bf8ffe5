import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ownerName } from '@/components/credential/owner'
import { MomentView } from '@/components/explanation/moment-view'
import { SourceView } from '@/components/explanation/source-view'
import { Page } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import type { RoleBinding } from '@/lib/core/permissions'
import { routes } from '@/lib/routes'
import { OpenCaseButton } from '../_case/open-case-button'
import { EndingCard } from '../_explanation/ending-card'
import { ExplainedPage } from './_components/explained-page'
import { NotFound } from './_components/not-found'
import { RevealHere } from './_components/reveal-here'
import { askedOf, type Found, readAsked } from './asked'
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

function Answer({ found, bindings }: { found: Found; bindings: readonly RoleBinding[] }) {
  switch (found.type) {
    case 'explanation':
      return <ExplainedPage explanation={found.explanation} bindings={bindings} />
    case 'moment': {
      const { subject, at, masked } = found.moment
      const name = ownerName(subject)
      return (
        <MomentView
          moment={found.moment}
          acts={
            <>
              <OpenCaseButton bindings={bindings} start={{ subject: { id: subject.id, name }, happenedAt: at }} />
              {masked && <RevealHere subjectId={subject.id} name={name} />}
            </>
          }
          aside={<EndingCard subject={subject} address={null} bindings={bindings} />}
        />
      )
    }
    case 'source':
      return (
        <SourceView
          source={found.source}
          acts={<OpenCaseButton bindings={bindings} start={{ happenedAt: found.source.at }} />}
          aside={<EndingCard subject={null} address={found.source.address} bindings={bindings} />}
        />
      )
  }
}
