import { EmptyState } from '@/components/ui/empty-state'
import type { Asked } from '../asked'

const WORDS: Readonly<Record<Asked['by'], { readonly title: string; readonly next: string }>> = {
  request: {
    title: 'No refusal has this reference',
    next: 'References of accepted requests are not kept. Compare it letter by letter: req_ and 22 characters, where large and small letters differ.',
  },
  credential: {
    title: 'There is no such credential',
    next: 'Its id may be cut off, or it is no longer kept. Look the person up instead.',
  },
  person: {
    title: 'There is no such person',
    next: 'Their id may be cut off, or they belong to an application that is not yours to see.',
  },
  source: {
    title: 'This address cannot be read',
    next: 'Write it like 203.0.113.7 or 203.0.113.0/24, and look at most 24 hours around the moment. Where addresses are masked for you, ask for a whole one.',
  },
}

/** Nothing answers the question, and what to try next. */
export function NotFound({ by }: { by: Asked['by'] }) {
  return <EmptyState heading="h1" {...WORDS[by]} />
}
