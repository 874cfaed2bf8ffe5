import Link from 'next/link'
import { StateBadge } from '@/components/credential/state-badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { routes } from '@/lib/routes'
import type { Explanation } from '@/lib/services/explanation'

/** Whose it is and what else they hold. */
export function OwnerCard({ explanation }: { explanation: Explanation }) {
  const { credential, others } = explanation
  if (credential === null) return null
  const { subject } = credential
  return (
    <Card title={subject.name ?? subject.email ?? subject.externalId}>
      <p className="text-muted">{[subject.email, subject.externalId].filter((part) => part !== null).join(' · ')}</p>
      {others.length > 0 && (
        <ul className="mt-2.5 flex flex-col gap-2">
          {others.map((other) => (
            <li key={other.id} className="flex items-center gap-2">
              <StateBadge state={other.state} />
              <Link
                href={other.kind === 'session' ? routes.session(other.id) : routes.key(other.id)}
                className="min-w-0 truncate hover:underline"
              >
                {other.application.name} · {other.name ?? (other.kind === 'session' ? 'session' : 'key')}
              </Link>
              <Time at={other.lastUsedAt} form="age" className="ml-auto shrink-0 text-faint" />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2.5">
        <Link href={routes.person(subject.id)} className="underline">
          Everything of theirs
        </Link>
      </p>
    </Card>
  )
}
