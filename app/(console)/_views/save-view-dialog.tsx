'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import type { ListName } from '@/lib/core/lists'
import { viewsQuery } from '@/lib/queries/views'
import { failedState } from '../_credential/words'
import { save } from './actions'

type SaveViewDialogProps = { list: ListName; search: string; open: boolean; onClose: () => void }

/** Asks for a name and keeps the filters and the order that are on the screen. */
export function SaveViewDialog({ open, onClose, ...props }: SaveViewDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Save this view"
      description="Filters and order are kept; the rows are read anew each time."
      width="sm"
    >
      <SaveViewForm {...props} onClose={onClose} />
    </Dialog>
  )
}

function SaveViewForm({ list, search, onClose }: Omit<SaveViewDialogProps, 'open'>) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await save({ list, name, search, shared })
    if (!result.ok) return failedState(result.error)
    await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
    notify({ title: `The view “${name}” is saved` })
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
      <Field
        label="Name"
        hint="A name you have used for this list is replaced."
        error={fieldError(state, 'name') ?? fieldError(state, 'search')}
      >
        <TextInput
          required
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Switch
        label="Show it to all operators"
        hint="Each sees in it what they may read."
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </Form>
  )
}
