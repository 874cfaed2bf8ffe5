'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import { failedState } from '../_credential/words'
import { reveal } from './actions'
import type { RevealButtonProps } from './reveal-button'

export type RevealDialogProps = RevealButtonProps & { open: boolean; onClose: () => void }

/** Asks for the reason; it is kept in the audit with who asked. */
export function RevealDialog({ open, onClose, ...props }: RevealDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Show mail and addresses of ${props.name}?`}
      description="To you alone, for an hour. Who looked and why is kept in the audit."
    >
      <RevealForm {...props} onClose={onClose} />
    </Dialog>
  )
}

function RevealForm({ subjectId, name, refresh, onClose }: Omit<RevealDialogProps, 'open'>) {
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await reveal({ subjectId, reason: String(data.get('reason') ?? '') })
    if (!result.ok) return failedState(result.error)
    notify({ title: `Mail and addresses of ${name} are shown for an hour` })
    await refresh()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Reveal' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field
        label="Reason"
        hint="Why you need it, such as the ticket and what was asked."
        error={fieldError(state, 'reason')}
      >
        <TextInput name="reason" required maxLength={1_000} autoComplete="off" />
      </Field>
    </Form>
  )
}
