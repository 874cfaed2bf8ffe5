'use client'

import { useActionState, useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { PasswordInput } from '@/components/form/password-input'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { plural } from '@/lib/format/count'
import { savePassword } from '../actions'

export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Change password" width="sm">
      <PasswordForm onClose={onClose} />
    </Dialog>
  )
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const [state, submit, pending] = useActionState<FormState<{ sessionsEnded: number }>, FormData>(savePassword, idle)
  const [endOthers, setEndOthers] = useState(true)
  useEffect(() => {
    if (state.status !== 'done') return
    const { sessionsEnded } = state.result
    notify({
      title: 'Your password is changed',
      description: sessionsEnded > 0 ? `${plural(sessionsEnded, 'other session')} ended.` : undefined,
    })
    onClose()
  }, [state, onClose])
  const atFields = fieldError(state, 'current') ?? fieldError(state, 'password')
  return (
    <Form
      action={submit}
      error={atFields === undefined ? formError(state) : undefined}
      pending={pending}
      submit={{ label: 'Change password' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field label="Current password" error={fieldError(state, 'current')}>
        <PasswordInput name="current" autoComplete="current-password" required maxLength={512} />
      </Field>
      <Field
        label="New password"
        error={fieldError(state, 'password')}
        hint="At least 15 characters. Four or five unrelated words do well; a password manager does better."
      >
        <PasswordInput name="password" autoComplete="new-password" required maxLength={512} />
      </Field>
      <Checkbox
        name="endOthers"
        label="End my other sessions"
        hint="Whoever knew the old password may have one. This session stays."
        checked={endOthers}
        onChange={(event) => setEndOthers(event.target.checked)}
      />
    </Form>
  )
}
