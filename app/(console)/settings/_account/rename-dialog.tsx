'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import type { PasskeyView } from '@/lib/services/operators/factors/list-factors'
import { failedState } from '../../_credential/words'
import { namePasskey } from '../actions'

export function RenameDialog({ passkey, onClose }: { passkey: PasskeyView; onClose: () => void }) {
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await namePasskey({ id: passkey.id, name: String(data.get('name') ?? '') })
    if (!result.ok) return failedState(result.error)
    onClose()
    return idle
  }, idle)
  const problem = fieldError(state, 'name')
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={`Rename ${passkey.name}`} width="sm">
      <Form
        action={submit}
        error={problem === undefined ? formError(state) : undefined}
        pending={pending}
        submit={{ label: 'Rename' }}
        secondary={<Button onClick={onClose}>Cancel</Button>}
      >
        <Field label="Name" error={problem}>
          <TextInput name="name" defaultValue={passkey.name} required maxLength={60} autoFocus />
        </Field>
      </Form>
    </Dialog>
  )
}
