import Link from 'next/link'
import { ReasonBadge } from '@/components/credential/reason-badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { count as written } from '@/lib/format/count'
import type { PersonStory } from '@/lib/queries/people'
import { routes } from '@/lib/routes'

const SHOWN = 20

/** What was refused to them, newest first. */
export function PersonRefusals({ person: { refusals } }: { person: PersonStory }) {
  return (
    <Card title="Refusals" note={refusals.length === 0 ? undefined : `newest ${Math.min(refusals.length, SHOWN)}`}>
      {refusals.length === 0 && <p className="text-muted">Nothing of theirs was refused.</p>}
      <ul className="flex flex-col">
        {refusals.slice(0, SHOWN).map(({ id, at, reason, word, count, credentialId }) => (
          <li key={id} className="flex min-h-8 items-center gap-2.5">
            <Time at={at} form="compact" className="w-28 shrink-0 text-muted" />
            <ReasonBadge reason={reason} word={word} />
            {count > 1 && <span className="text-muted">× {written(count)}</span>}
            {credentialId && (
              <Link className="link ml-auto" href={routes.explain({ credentialId, at })}>
                Explain
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Every audited act that concerns them, newest first. */
export function PersonTimeline({ person: { acts } }: { person: PersonStory }) {
  return (
    <Card title="Acts" note={acts.length === 0 ? undefined : `newest ${Math.min(acts.length, SHOWN)}`}>
      {acts.length === 0 && <p className="text-muted">Nothing was done yet.</p>}
      <ul className="flex flex-col">
        {acts.slice(0, SHOWN).map(({ id, at, words, actorName }) => (
          <li key={id} className="flex min-h-8 items-center gap-2.5">
            <Time at={at} form="compact" className="w-28 shrink-0 text-muted" />
            <span className="min-w-0 truncate">
              {words} <span className="text-muted">by {actorName}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
