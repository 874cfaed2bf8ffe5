import Link from 'next/link'
import { StateBadge } from '@/components/credential/state-badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { reasonWord } from '@/lib/locale/en/explain'
import { routes } from '@/lib/routes'
import type { Generation } from '@/lib/services/read-family'

export interface FamilyCardProps {
  readonly family: readonly Generation[]
  /** The one that is explained. */
  readonly credentialId: string
}

/** Predecessors and successors by renewal or rotation, each with what became of it. */
export function FamilyCard({ family, credentialId }: FamilyCardProps) {
  const [oldest] = family
  if (oldest === undefined) return null
  return (
    <Card title="Family" note={oldest.kind === 'session' ? 'by renewal' : 'by rotation'}>
      <ol aria-label="Family, oldest first" className="relative flex flex-col gap-3 border-l pl-4">
        {oldest.generation > 1 && <li className="text-muted">{oldest.generation - 1} before these</li>}
        {family.map((each) => (
          <Member key={each.id} member={each} here={each.id === credentialId} />
        ))}
      </ol>
    </Card>
  )
}

function Member({ member, here }: { member: Generation; here: boolean }) {
  const { id, kind, label, generation, issuedAt, state, reason, overlapUntil } = member
  const ended = state === 'ended'
  return (
    <li aria-current={here || undefined} className="relative">
      <span
        aria-hidden
        className={`-left-5 absolute top-1.5 size-2 rounded-full border ${here ? 'border-gold bg-gold' : 'bg-surface'}`}
      />
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="tabular-nums">{generation}</span>
        <Link
          href={kind === 'session' ? routes.session(id) : routes.key(id)}
          prefetch={false}
          className={`mono min-w-0 truncate hover:underline ${here ? 'font-medium' : ''}`}
        >
          {label}
        </Link>
        <span className="ml-auto">
          <StateBadge state={state} words={ended && reason !== null ? reasonWord(reason).toLowerCase() : undefined} />
        </span>
      </p>
      <p className="text-muted text-xs">
        issued <Time at={issuedAt} form="compact" />
        {!ended && overlapUntil !== null && (
          <>
            {' '}
            · accepted until <Time at={overlapUntil} form="compact" />
          </>
        )}
        {here ? (
          ' · this one'
        ) : (
          <>
            {' '}
            ·{' '}
            <Link href={routes.explain({ credentialId: id })} prefetch={false} className="link">
              Explain<span className="sr-only"> generation {generation}</span>
            </Link>
          </>
        )}
      </p>
    </li>
  )
}
