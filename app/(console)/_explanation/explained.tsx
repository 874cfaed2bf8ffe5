'use client'

import { ownerName } from '@/components/credential/owner'
import { ExplanationView } from '@/components/explanation/explanation-view'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Explanation } from '@/lib/services/explanation'
import { type CaseStart, OpenCaseButton } from '../_case/open-case-button'
import { ShareButton } from './share-button'

export interface ExplainedProps {
  readonly explanation: Explanation
  readonly bindings: readonly RoleBinding[]
}

/** An explanation with what can be done about it. */
export function Explained({ explanation, bindings }: ExplainedProps) {
  const of = nameOf(explanation)
  const applicationId = explanation.credential?.application.id ?? explanation.recorded?.applicationId
  return (
    <ExplanationView
      explanation={explanation}
      acts={
        <>
          <OpenCaseButton bindings={bindings} start={startOf(explanation)} />
          {of !== null && <ShareButton of={of} applicationId={applicationId} bindings={bindings} />}
        </>
      }
    />
  )
}

/** What a link or evidence names; null for a pasted token that led to nothing that is kept. */
function nameOf({ recorded, credential, verdict }: Explanation) {
  if (recorded !== null) return { by: 'request', requestId: recorded.requestId } as const
  if (credential === null) return null
  return { by: 'credential', credentialId: credential.id, at: verdict.judgedAt } as const
}

function startOf(explanation: Explanation): CaseStart {
  const { recorded, credential, verdict } = explanation
  const of = nameOf(explanation)
  // Whose it is a guess does not say.
  const owner = verdict.reason === 'tampered' ? undefined : credential?.subject
  return {
    subject: owner && { id: owner.id, name: ownerName(owner) },
    happenedAt: verdict.judgedAt,
    evidence: of === null ? undefined : [{ type: 'explanation', of }],
    applicationId: credential?.application.id ?? recorded?.applicationId,
  }
}
