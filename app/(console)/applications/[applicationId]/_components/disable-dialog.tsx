'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useHeld } from '@/components/ui/held'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/text-input'
import { totalOf } from '@/lib/format/count'
import type { ApplicationStory } from '@/lib/queries/applications'
import { failedState } from '../../../_credential/words'
import { disable, enable } from '../actions'

export type DisableDialogProps = {
  application: ApplicationStory
  open: boolean
  onClose: () => void
  onDone: () => void
}

/** Switches an application off, or on again. Both can be taken back; what ends meanwhile cannot. */
export function DisableDialog({ application: current, open, onClose, onDone }: DisableDialogProps) {
  const application = useHeld(current, open)
  const verb = application.disabled ? 'Enable' : 'Disable'
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`${verb} ${application.name}?`}>
      <DisableForm application={application} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

function DisableForm({ application, onClose, onDone }: Omit<DisableDialogProps, 'open'>) {
  const enabling = application.disabled !== null
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const input = { applicationId: application.id, note: String(data.get('note') ?? '') }
    const result = enabling ? await enable(input) : await disable(input)
    if (!result.ok) return failedState(result.error)
    notify({ title: `${application.name} is ${enabling ? 'enabled' : 'disabled'}` })
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
      <DefinitionList items={enabling ? ENABLING : consequencesOf(application)} />
      <Field label="Note" hint="Kept in the audit. Name the ticket or the incident." error={undefined}>
        <TextArea name="note" required maxLength={1_000} rows={2} />
      </Field>
    </Form>
  )
}

const ENABLING = [{ term: 'Takes effect', value: 'At once. What has not ended meanwhile is accepted again.' }] as const

function consequencesOf({ sessions, keys, serviceKeys }: ApplicationStory) {
  const own = serviceKeys.filter(({ state }) => state !== 'ended').length
  return [
    {
      term: 'Refuses',
      value: `${totalOf(sessions, 'live session')} and ${totalOf(keys, 'live API key')}, until it is enabled.`,
    },
    {
      term: 'Its own calls',
      value: `Its ${own} service keys stay accepted, so that it still learns why a token is refused.`,
    },
    {
      term: 'Takes effect',
      value: 'At once, on the next call. Nothing is issued for it meanwhile, and idle limits go on.',
    },
  ]
}
