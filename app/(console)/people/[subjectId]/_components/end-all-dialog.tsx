'use client'

import { ownerName } from '@/components/credential/owner'
import { type ActResult, ConfirmAct } from '@/components/form/confirm-act'
import type { FormState } from '@/components/form/form-state'
import { plural } from '@/lib/format/count'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { PersonStory } from '@/lib/queries/people'
import { CAUSE_OPTIONS, causeOf } from '../../../_credential/causes'
import { failedState } from '../../../_credential/words'
import { endAll } from '../actions'

export type EndAllDialogProps = {
  person: PersonStory
  live: readonly CredentialRow[]
  open: boolean
  onClose: () => void
  onDone: () => void
}

/** Ends everything of a person by one cutoff, with a cause and a note. */
export function EndAllDialog({ person, live, open, onClose, onDone }: EndAllDialogProps) {
  return (
    <ConfirmAct
      open={open}
      onOpenChange={(next) => !next && onClose()}
      verb="End"
      what={`everything of ${ownerName(person)}`}
      count={live.length}
      affected={affectedWords(live, person.more)}
      effective="At once, and for good: everything that signed in or was created up to that moment. What is issued after is not touched."
      causes={CAUSE_OPTIONS}
      action={(_before, data) => endEverything(person, data)}
      onDone={onDone}
    />
  )
}

/** "3 sessions and 1 API key, in Storefront and Help desk." */
function affectedWords(live: readonly CredentialRow[], more: boolean): string {
  if (live.length === 0) return 'What would be accepted again once they are enabled.'
  const keys = live.filter(({ kind }) => kind === 'api_key').length
  const sessions = live.length - keys
  const counts = [sessions > 0 && plural(sessions, 'session'), keys > 0 && plural(keys, 'API key')].filter(Boolean)
  const places = [...new Set(live.map(({ application }) => application.name))]
  return `${more ? 'At least ' : ''}${counts.join(' and ')}, in ${places.join(' and ')}.`
}

async function endEverything(person: PersonStory, data: FormData): Promise<FormState<ActResult>> {
  const result = await endAll({ subjectId: person.id, cause: causeOf(data), note: String(data.get('note') ?? '') })
  if (!result.ok) return failedState(result.error)
  const none = { count: 0, items: [] }
  return { status: 'done', result: { done: { count: result.value.affected, items: [] }, already: none, failed: none } }
}
