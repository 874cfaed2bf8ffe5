import type { ReactNode } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Card } from '@/components/ui/card'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Explanation } from '@/lib/services/explanation'
import { EverythingButtons } from '../_acts/everything-buttons'

export type EndingCardProps = {
  /** Whose credentials; null where nobody was matched, or only imitated. */
  subject: (Parameters<typeof ownerName>[0] & { readonly id: string }) | null
  /** Where it came from; null where nobody said. */
  address: string | null
  bindings: readonly RoleBinding[]
}

/** What is to be stopped at once when somebody's things are in wrong hands. */
export function EndingCard({ subject, address, bindings }: EndingCardProps) {
  if (subject === null && address === null) return null
  return (
    <Card title="If it is in wrong hands">
      <ul className="flex flex-col gap-3">
        {subject !== null && (
          <Row title={`Everything of ${ownerName(subject)}`}>
            <EverythingButtons
              of={ownerName(subject)}
              scope={{ type: 'subject', subjectId: subject.id }}
              bindings={bindings}
            />
          </Row>
        )}
        {address !== null && (
          <Row title={`Everything from ${address}`}>
            <EverythingButtons
              of={address}
              scope={{ type: 'address', network: address }}
              bindings={bindings}
              disabledReason={address.includes('•') ? 'The address is masked for you.' : undefined}
            />
          </Row>
        )}
      </ul>
    </Card>
  )
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <p className="mb-1.5 break-words">{title}</p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </li>
  )
}

/** Whose the explained credential is; a token that only imitates one is not its owner's. */
export function ownerOf({ verdict, credential }: Explanation): EndingCardProps['subject'] {
  return verdict.reason === 'tampered' ? null : (credential?.subject ?? null)
}
