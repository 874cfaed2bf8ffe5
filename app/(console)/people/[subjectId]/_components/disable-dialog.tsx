'use client'

import { useActionState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/text-input'
import type { PersonStory } from '@/lib/queries/people'
import { failedState } from '../../../_credential/words'
import { disable, enable } from '../actions'

export type DisableDialogProps = {
  person: PersonStory
  open: boolean
  onClose: () => void
  onDone: () => void
}

/** Switches a person off, or on again. Both can be taken back; ended credentials cannot. */
export function DisableDialog({ person, open, onClose, onDone }: DisableDialogProps) {
  const verb = person.disabled ? 'Enable' : 'Disable'
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`${verb} ${ownerName(person)}?`}>
      <DisableForm person={person} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

function DisableForm({ person, onClose, onDone }: Omit<DisableDialogProps, 'open'>) {
  const enabling = person.disabled !== null
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const input = { subjectId: person.id, note: String(data.get('note') ?? '') }
    const result = enabling ? await enable(input) : await disable(input)
    if (!result.ok) return failedState(result.error)
    notify({ title: `${ownerName(person)} is ${enabling ? 'enabled' : 'disabled'}` })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: enabling ? 'Enable' : 'Disable', variant: enabling ? 'primary' : 'destroy' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList items={enabling ? ENABLING : disablingFacts(person)} />
      <Field label="Note" hint="Kept in the audit. Name the ticket or the incident." error={undefined}>
        <TextArea name="note" required maxLength={1_000} rows={2} />
      </Field>
    </Form>
  )
}

const ENABLING = [{ term: 'Takes effect', value: 'At once. What has not ended meanwhile is accepted again.' }] as const

function disablingFacts({ credentials, directory }: PersonStory) {
  const live = credentials.filter(({ state }) => state !== 'ended').length
  return [
    { term: 'Affects', value: `${live} live credentials, in every application of the directory ${directory}.` },
    {
      term: 'Takes effect',
      value: 'At once. Nothing of theirs is accepted and nothing is issued until they are enabled.',
    },
  ]
}
