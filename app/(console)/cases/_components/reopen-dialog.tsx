'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/text-input'
import { failedState } from '../../_credential/words'
import { reopen } from '../actions'
import type { CaseDialogProps } from './resolve-dialog'
import { useCaseRefresh } from './use-case-refresh'

/** Opens a case again; why stands in its notes. */
export function ReopenDialog({ story, open, onClose }: CaseDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`Open ${story.name} again`}>
      <ReopenForm story={story} onClose={onClose} />
    </Dialog>
  )
}

function ReopenForm({ story, onClose }: Omit<CaseDialogProps, 'open'>) {
  const refresh = useCaseRefresh()
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await reopen({ caseId: story.id, note: String(data.get('note') ?? '') })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${story.name} is open again` })
    await refresh()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Open again' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field
        label="Why"
        hint="It becomes a note. Root cause and answer are asked for again; the audit keeps those given."
        error={fieldError(state, 'note')}
      >
        <TextArea name="note" rows={3} required maxLength={2_000} />
      </Field>
    </Form>
  )
}
