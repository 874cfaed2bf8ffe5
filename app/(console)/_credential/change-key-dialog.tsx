'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { TagInput } from '@/components/form/tag-input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import type { CredentialRow } from '@/lib/queries/credentials'
import { AddressListField } from '../keys/_components/address-list-field'
import { type Labels, LabelsFields } from '../keys/_components/labels-fields'
import { change } from '../keys/actions'
import { failedState, partError } from './words'

export type ChangeKeyDialogProps = { open: boolean; credential: CredentialRow; onClose: () => void; onDone: () => void }

/** Changes a key that keeps its secret: everything but more scopes and another owner. */
export function ChangeKeyDialog({ open, credential, onClose, onDone }: ChangeKeyDialogProps) {
  const name = credential.name ?? credential.label
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`Change ${name}`} width="lg">
      <ChangeForm credential={credential} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

// All of it is state: what a form holds by itself React empties when the action has answered, also with a refusal.
interface Draft {
  readonly name: string
  readonly purpose: string
  readonly labels: Labels
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
}

function ChangeForm({ credential, onClose, onDone }: Omit<ChangeKeyDialogProps, 'open'>) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(credential))
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await change(inputOf(credential.id, draft))
    if (!result.ok) return failedState(result.error)
    notify({ title: `${result.value.name} was changed` })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Change' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <p className="text-muted">
        Its secret stays as it is. What it was before is kept, and past requests are judged by it.
      </p>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field label="Name" error={fieldError(state, 'name')}>
          <TextInput
            required
            maxLength={200}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="Purpose" aside="optional" error={fieldError(state, 'purpose')}>
          <TextInput
            maxLength={1_000}
            autoComplete="off"
            value={draft.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
        </Field>
      </div>
      <LabelsFields labels={draft.labels} onChange={(labels) => set({ labels })} state={state} />
      <Field
        label="Scopes"
        hint="They can be taken away here. To give it more, rotate it: more scopes need a new secret."
        error={partError(state, 'scopes')}
      >
        <TagInput tags={draft.scopes} onChange={(scopes) => set({ scopes })} />
      </Field>
      <AddressListField
        addresses={draft.allowedAddresses}
        onChange={(allowedAddresses) => set({ allowedAddresses })}
        error={partError(state, 'allowedAddresses')}
      />
    </Form>
  )
}

function draftOf({ name, purpose, contact, tags, scopes, allowedAddresses }: CredentialRow): Draft {
  return {
    name: name ?? '',
    purpose: purpose ?? '',
    labels: { contact: contact ?? '', tags },
    scopes,
    allowedAddresses,
  }
}

function inputOf(credentialId: string, draft: Draft): Parameters<typeof change>[0] {
  return {
    credentialId,
    name: draft.name,
    purpose: draft.purpose || null,
    contact: draft.labels.contact.trim() || null,
    tags: [...draft.labels.tags],
    scopes: [...draft.scopes],
    allowedAddresses: [...draft.allowedAddresses],
  }
}
