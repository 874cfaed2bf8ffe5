'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import type { ApplicationStory } from '@/lib/queries/applications'
import { failedState } from '../../../_credential/words'
import { change } from '../actions'
import type { DisableDialogProps } from './disable-dialog'

/** Its name, where its people sign in, and who answers for it. */
export function EditDialog({ application, open, onClose, onDone }: DisableDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`Edit ${application.name}`}>
      <EditForm application={application} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

// All of it is state: what a form holds by itself React empties when the action has answered, also with a refusal.
interface Draft {
  readonly name: string
  readonly signInUrl: string
  readonly ownerIds: readonly string[]
}

function EditForm({ application, onClose, onDone }: Omit<DisableDialogProps, 'open'>) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(application))
  const put = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const { name, signInUrl, ownerIds } = draft
    const result = await change({
      applicationId: application.id,
      name,
      signInUrl: signInUrl || null,
      ownerIds: [...ownerIds],
    })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${result.value.name} is saved` })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Save' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field label="Name" error={fieldError(state, 'name')}>
        <TextInput
          required
          maxLength={200}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => put({ name: event.target.value })}
        />
      </Field>
      <Field
        label="Sign-in address"
        aside="optional"
        hint="Where its people sign in again after a session has ended. It begins with https://."
        error={fieldError(state, 'signInUrl')}
      >
        <TextInput
          type="url"
          maxLength={2_000}
          autoComplete="off"
          placeholder="https://shop.example.org/sign-in"
          value={draft.signInUrl}
          onChange={(event) => put({ signInUrl: event.target.value })}
        />
      </Field>
      <Owners operators={application.operators} chosen={draft.ownerIds} onChange={(ownerIds) => put({ ownerIds })} />
    </Form>
  )
}

type OwnersProps = {
  operators: ApplicationStory['operators']
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

function Owners({ operators, chosen, onChange }: OwnersProps) {
  const toggle = (id: string, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((own) => own !== id))
  return (
    <fieldset>
      <legend className="mb-1.25 font-medium">Owners</legend>
      <p className="mb-2 text-muted text-xs">Who answers for it: several may. It gives them no rights.</p>
      <div className="flex max-h-48 flex-col gap-2 overflow-y-auto">
        {operators.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function draftOf({ name, signInUrl, owners }: ApplicationStory): Draft {
  return { name, signInUrl: signInUrl ?? '', ownerIds: owners.map(({ id }) => id) }
}
