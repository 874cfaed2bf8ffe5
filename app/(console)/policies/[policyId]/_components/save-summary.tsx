import { ArrowRight } from 'lucide-react'
import type { PolicyEffect } from '@/components/policy/effect-panel'
import { DefinitionList } from '@/components/ui/definition-list'
import { count, plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { PolicyDetail } from '@/lib/services/policies/read'
import type { Draft } from './use-draft'
import { limitChanges } from './words'

interface SaveSummaryProps {
  readonly policy: PolicyDetail
  readonly draft: Draft
  /** Null while it is being counted. */
  readonly effect: PolicyEffect | null
}

/** What is about to happen: which limits, to whom, when. */
export function SaveSummary({ policy, draft, effect }: SaveSummaryProps) {
  return (
    <DefinitionList
      items={[
        { term: 'Changes', value: <Changes policy={policy} draft={draft} /> },
        { term: 'Ends at once', value: effect === null ? 'being counted' : endingWords(policy, effect) },
        effect !== null &&
          effect.operators > 0 && {
            term: 'Operators',
            value: `${plural(effect.operators, 'session')} of operators among them, perhaps yours: you would sign in again.`,
          },
        effect !== null &&
          effect.withinHour > 0 && {
            term: 'Within an hour',
            value: `${count(effect.withinHour)} more, unless they are used again`,
          },
        { term: 'Takes effect', value: 'From the moment it is saved. What has ended stays ended.' },
      ]}
    />
  )
}

function Changes({ policy, draft }: Omit<SaveSummaryProps, 'effect'>) {
  return (
    <ul>
      {limitChanges(policy.versions[0] ?? null, draft.limits).map(({ rule, before, after }) => (
        <li key={rule} className="flex flex-wrap items-center gap-1.5">
          <span className="text-muted">{rule}</span>
          {before}
          <ArrowRight size={12} className="text-faint" role="img" aria-label="becomes" />
          <b className="font-semibold">{after}</b>
        </li>
      ))}
    </ul>
  )
}

function endingWords({ kind }: PolicyDetail, { endNow, people }: PolicyEffect): string {
  const { noun, plural: many } = KIND_TEXTS[kind]
  if (endNow.count === 0) return `no ${noun}`
  return `${plural(endNow.count, noun, many)} of ${plural(people, 'person', 'people')}`
}
