'use client'

import dynamic from 'next/dynamic'
import { ownerName } from '@/components/credential/owner'
import type { RoleBinding } from '@/lib/core/permissions'
import { OpenCaseButton } from '../../_case/open-case-button'
import { EndingCard } from '../../_explanation/ending-card'
import type { Found } from '../asked'
import { RevealHere } from './reveal-here'

// A page shows one of the three, and loads no other.
const ExplainedPage = dynamic(() => import('./explained-page').then((module) => module.ExplainedPage))
const MomentView = dynamic(() => import('@/components/explanation/moment-view').then((module) => module.MomentView))
const SourceView = dynamic(() => import('@/components/explanation/source-view').then((module) => module.SourceView))

/** What was found, with a case to open from it and what to end because of it. */
export function Answer({ found, bindings }: { found: Found; bindings: readonly RoleBinding[] }) {
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
