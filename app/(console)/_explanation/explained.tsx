'use client'

import { ownerName } from '@/components/credential/owner'
import { ExplanationView } from '@/components/explanation/explanation-view'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Explanation } from '@/lib/services/explanation'
import { type CaseStart, OpenCaseButton } from '../_case/open-case-button'
import { RevealButton } from '../_person/reveal-button'
import { EndingCard, ownerOf } from './ending-card'
import { ShareButton } from './share-button'

export interface ExplainedProps {
  readonly explanation: Explanation
  readonly bindings: readonly RoleBinding[]
  /** Explains it anew, for what was revealed meanwhile. */
  readonly refresh: () => Promise<void>
}

/** An explanation with what can be done about it. */
export function Explained({ explanation, bindings, refresh }: ExplainedProps) {
  const { credential, recorded } = explanation
  const of = nameOf(explanation)
  const applicationId = credential?.application.id ?? recorded?.applicationId
  return (
    <ExplanationView
      explanation={explanation}
      acts={
        <>
          <OpenCaseButton bindings={bindings} start={startOf(explanation)} />
          {of !== null && <ShareButton of={of} applicationId={applicationId} bindings={bindings} />}
          {credential?.masked && (
            <RevealButton subjectId={credential.subject.id} name={ownerName(credential.subject)} refresh={refresh} />
          )}
        </>
      }
      aside={<EndingCard subject={ownerOf(explanation)} address={recorded?.ip ?? null} bindings={bindings} />}
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
