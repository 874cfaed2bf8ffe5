import { Time } from '@/components/ui/time'
import { HOUR } from '@/lib/core/instant'
import { count, plural } from '@/lib/format/count'
import type { CredentialStory } from '@/lib/queries/credentials'

const SHOWN = 30

/** What happened to a credential, newest first: its uses hour by hour, what was refused, and every act upon it. */
export function CredentialHistory({ story }: { story: CredentialStory }) {
  const events = historyOf(story)
  return (
    <ol className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.75">
      {events.slice(0, SHOWN).map((event) => (
        <li key={event.key} className="contents">
          <span className="text-muted">
            <Time at={event.at} form="compact" />
          </span>
          <span className={event.refused ? 'text-refused-ink' : undefined}>{event.words}</span>
        </li>
      ))}
      {events.length > SHOWN && (
        <li className="col-span-2 text-muted">and {count(events.length - SHOWN)} earlier events</li>
      )}
    </ol>
  )
}

interface Event {
  readonly key: string
  readonly at: number
  readonly words: string
  readonly refused: boolean
}

/** Pure, so that its order and its sums can be tested. */
export function historyOf({ uses, refusals, acts }: Pick<CredentialStory, 'uses' | 'refusals' | 'acts'>): Event[] {
  const events = [
    ...hoursOf(uses).map(({ hour, last, count: times }) => ({
      key: `uses ${hour}`,
      at: last,
      words: `${plural(times, 'use')} in this hour`,
      refused: false,
    })),
    ...refusals.map(({ at, word, count: times }) => ({
      key: `refused ${at} ${word}`,
      at,
      words: `refused${times > 1 ? ` ${count(times)} times` : ''}: ${word.toLowerCase()}`,
      refused: true,
    })),
    ...acts.map(({ id, at, words, actorName }) => ({ key: id, at, words: `${words} by ${actorName}`, refused: false })),
  ]
  return events.sort((a, b) => b.at - a.at)
}

/** Uses are kept by the minute; people ask for hours. */
function hoursOf(uses: CredentialStory['uses']): { hour: number; last: number; count: number }[] {
  const hours = new Map<number, { hour: number; last: number; count: number }>()
  for (const { minute, count: times } of uses) {
    const hour = minute - (minute % HOUR)
    const known = hours.get(hour)
    hours.set(hour, { hour, last: Math.max(known?.last ?? 0, minute), count: (known?.count ?? 0) + times })
  }
  return [...hours.values()]
}
