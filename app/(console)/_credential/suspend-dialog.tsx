'use client'

import dynamic from 'next/dynamic'
import { useActionState, useState } from 'react'
import { ActResultList } from '@/components/form/act-result-list'
import type { ActResult } from '@/components/form/confirm-act'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { DefinitionList } from '@/components/ui/definition-list'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-input'
import { DAY, HOUR } from '@/lib/core/instant'
import type { CredentialRow } from '@/lib/queries/credentials'
import { suspend } from './actions'
import type { ActDialogProps } from './revoke-dialog'
import { affectedWords, countWords, credentialName } from './words'

const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false })

const LENGTHS = { open: null, hour: HOUR, day: DAY, week: 7 * DAY } as const

const LENGTH_OPTIONS: readonly { value: keyof typeof LENGTHS; label: string }[] = [
  { value: 'open', label: 'until somebody resumes it' },
  { value: 'hour', label: 'for 1 hour' },
  { value: 'day', label: 'for 24 hours' },
  { value: 'week', label: 'for 7 days' },
]

/** Asks for how long and why, and suspends what was selected, one by one. */
export function SuspendDialog({ open, onClose, ...props }: ActDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`Suspend ${countWords(props.credentials)}?`}>
      <SuspendForm {...props} onClose={onClose} />
    </Dialog>
  )
}

// Mounted anew with every opening, so that no note of one act shows up in the next.
function SuspendForm({ credentials, onClose, onDone }: Omit<ActDialogProps, 'open'>) {
  const now = useNow()
  const [length, setLength] = useState<keyof typeof LENGTHS>('open')
  const [state, submit, pending] = useActionState(async (_before: FormState<ActResult>, data: FormData) => {
    const lasts = LENGTHS[length]
    const until = lasts === null ? null : now() + lasts
    const result = await suspendAll(credentials, { until, note: String(data.get('note') ?? '') })
    onDone()
    return result
  }, idle)
  if (state.status === 'done') return <ActResultList result={state.result} onClose={onClose} />
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Suspend' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList
        items={[
          { term: 'Affects', value: affectedWords(credentials) },
          { term: 'Takes effect', value: 'At once. Refused until it is resumed; nothing is lost.' },
        ]}
      />
      <Field label="Suspended" error={undefined}>
        <Select options={LENGTH_OPTIONS} value={length} onValueChange={setLength} />
      </Field>
      <Field label="Note" hint="Kept in the audit. Name the ticket or the incident." error={undefined}>
        <TextArea name="note" required maxLength={1_000} rows={2} />
      </Field>
    </Form>
  )
}

async function suspendAll(
  credentials: readonly CredentialRow[],
  how: { until: number | null; note: string },
): Promise<FormState<ActResult>> {
  const done: { id: string; name: string }[] = []
  const failed: { id: string; name: string; reason: string }[] = []
  for (const credential of credentials) {
    const item = { id: credential.id, name: credentialName(credential) }
    const result = await suspend({ credentialId: credential.id, ...how })
    if (result.ok) done.push(item)
    else failed.push({ ...item, reason: result.error.message })
  }
  return {
    status: 'done',
    result: {
      done: { count: done.length, items: done },
      already: { count: 0, items: [] },
      failed: { count: failed.length, items: failed },
      doneWord: 'suspended',
    },
  }
}
