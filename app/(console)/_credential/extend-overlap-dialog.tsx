'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { limitText } from '@/components/policy/limit-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { Select } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import { DAY, HOUR, SECOND } from '@/lib/core/instant'
import type { KeyOverlap } from '@/lib/services/keys/read-overlap'
import { extendOverlap } from '../keys/actions'
import { failedState } from './words'

const LENGTHS = { hour: HOUR, day: DAY, week: 7 * DAY, longest: null } as const

const LENGTH_OPTIONS: readonly { value: keyof typeof LENGTHS; label: string }[] = [
  { value: 'hour', label: 'by 1 hour' },
  { value: 'day', label: 'by 24 hours' },
  { value: 'week', label: 'by 7 days' },
  { value: 'longest', label: 'for as long as may be' },
]

export type ExtendOverlapDialogProps = {
  open: boolean
  overlap: KeyOverlap
  onClose: () => void
  onDone: () => void
}

/** Lets the old key of a rotation be accepted for longer. */
export function ExtendOverlapDialog({ open, onClose, ...props }: ExtendOverlapDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Extend the overlap" width="sm">
      <ExtendForm {...props} onClose={onClose} />
    </Dialog>
  )
}

function ExtendForm({
  overlap: { oldId, overlapUntil, latestEnd, rotatedAt },
  onClose,
  onDone,
}: Omit<ExtendOverlapDialogProps, 'open'>) {
  const [length, setLength] = useState<keyof typeof LENGTHS>('day')
  const added = LENGTHS[length]
  const until = added === null ? latestEnd : Math.min(overlapUntil + added, latestEnd)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await extendOverlap({ credentialId: oldId, until })
    if (!result.ok) return failedState(result.error)
    notify({ title: 'The overlap was extended' })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Extend' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field label="The old key works on" error={fieldError(state, 'until')}>
        <Select options={LENGTH_OPTIONS} value={length} onValueChange={setLength} />
      </Field>
      <p className="text-muted">
        Then until <Time at={until} form="absolute" className="font-medium text-ink" />; both are accepted for at most{' '}
        {limitText(Math.round((latestEnd - rotatedAt) / SECOND))} after the rotation.
      </p>
    </Form>
  )
}
