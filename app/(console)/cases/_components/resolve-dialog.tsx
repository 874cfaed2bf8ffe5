'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { useZone } from '@/components/ui/clock'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-input'
import { ROOT_CAUSES, type RootCause } from '@/lib/core/case'
import { likelyRootCause, ROOT_CAUSE_TEXTS } from '@/lib/locale/en/cases'
import { tellFrozen } from '@/lib/locale/en/frozen'
import type { CaseDetail } from '@/lib/services/cases/read'
import { failedState } from '../../_credential/words'
import { resolve } from '../actions'
import { useCaseRefresh } from './use-case-refresh'

export interface CaseDialogProps {
  readonly story: CaseDetail
  readonly open: boolean
  readonly onClose: () => void
}

/** Why it happened and what was answered: neither can be left out. */
export function ResolveDialog({ story, open, onClose }: CaseDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`Resolve ${story.name}`}>
      <ResolveForm story={story} onClose={onClose} />
    </Dialog>
  )
}

const OPTIONS = ROOT_CAUSES.map((value) => ({
  value,
  label: ROOT_CAUSE_TEXTS[value].label,
  hint: ROOT_CAUSE_TEXTS[value].meaning,
}))

function ResolveForm({ story, onClose }: Omit<CaseDialogProps, 'open'>) {
  const zone = useZone()
  const refresh = useCaseRefresh()
  const explained = story.evidence.find(({ frozen }) => frozen !== null)?.frozen ?? null
  const [rootCause, setRootCause] = useState<RootCause | null>(
    explained === null ? null : likelyRootCause(explained.verdict.reason),
  )
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await resolve({
      caseId: story.id,
      // What nobody chose the verb refuses by name.
      rootCause: rootCause ?? ('' as RootCause),
      rootCauseNote: String(data.get('rootCauseNote') ?? ''),
      answer: String(data.get('answer') ?? ''),
    })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${story.name} is resolved` })
    await refresh()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Resolve' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field
        label="Root cause"
        hint={rootCause === null ? 'Counted over all cases.' : ROOT_CAUSE_TEXTS[rootCause].meaning}
        error={fieldError(state, 'rootCause')}
      >
        <Select options={OPTIONS} value={rootCause} onValueChange={setRootCause} />
      </Field>
      <Field
        label="In words"
        aside={rootCause === 'other' ? undefined : 'optional'}
        error={fieldError(state, 'rootCauseNote')}
      >
        <TextArea name="rootCauseNote" rows={2} maxLength={2_000} />
      </Field>
      <Field
        label="Sent to the customer"
        hint="Kept as it was sent. Write “nothing was sent” where that is so."
        error={fieldError(state, 'answer')}
      >
        <TextArea
          name="answer"
          rows={3}
          required
          maxLength={2_000}
          defaultValue={explained === null ? '' : tellFrozen(explained, zone).customer}
        />
      </Field>
    </Form>
  )
}
