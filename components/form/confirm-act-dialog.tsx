'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextArea, TextInput } from '@/components/ui/text-input'
import { count as written } from '@/lib/format/count'
import { ActResultList } from './act-result-list'
import type { ConfirmActProps } from './confirm-act'
import { FormErrorLine } from './form'
import { fieldError, formError, idle } from './form-state'
import { keepFields } from './keep-fields'

const TYPED_ABOVE = 100

export function ConfirmActDialog({ open, onOpenChange, ...props }: ConfirmActProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`${props.verb} ${props.what}?`}>
      <ActForm {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  )
}

type ActFormProps = Omit<ConfirmActProps, 'open' | 'onOpenChange'> & { onClose: () => void }

// Mounted anew with every opening, so that neither the cause nor the result of one act shows up in the next.
function ActForm({ onClose, action, onDone, ...act }: ActFormProps) {
  const [state, submit, pending] = useActionState(action, idle)
  useWhenDone(state.status === 'done' ? state.result : undefined, onDone)
  if (state.status === 'done') return <ActResultList result={state.result} onClose={onClose} />
  return (
    <form action={submit} onSubmit={keepFields(submit, pending)} className="flex flex-col gap-3.5">
      <DefinitionList
        items={[
          { term: 'Affects', value: act.affected },
          { term: 'Takes effect', value: act.effective },
        ]}
      />
      {act.fields}
      <Field label="Cause" error={fieldError(state, 'cause')}>
        <Select name="cause" options={act.causes} defaultValue={act.defaultCause} required />
      </Field>
      <Field label="Note" hint="Kept in the audit. Name the ticket or the incident." error={fieldError(state, 'note')}>
        <TextArea name="note" required maxLength={1_000} rows={2} />
      </Field>
      <FormErrorLine error={formError(state)} />
      <Confirmation verb={act.verb} count={act.count} pending={pending} onClose={onClose} />
    </form>
  )
}

type ConfirmationProps = { verb: string; count: number; pending: boolean; onClose: () => void }

function Confirmation({ verb, count, pending, onClose }: ConfirmationProps) {
  const [typed, setTyped] = useState('')
  const asked = count > TYPED_ABOVE
  const matches = !asked || typed.replace(/\D/g, '') === String(count)
  return (
    <>
      {asked && (
        <Field label={`Type ${written(count)} to confirm`} error={undefined}>
          <TextInput
            mono
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="destroy"
          pending={pending}
          disabledReason={matches ? undefined : `Type ${written(count)} first.`}
        >
          {count > 1 ? `${verb} ${written(count)}` : verb}
        </Button>
      </DialogActions>
    </>
  )
}

function useWhenDone<Result>(result: Result | undefined, onDone: ((result: Result) => void) | undefined): void {
  const latest = useRef(onDone)
  useEffect(() => {
    latest.current = onDone
  }, [onDone])
  useEffect(() => {
    if (result !== undefined) latest.current?.(result)
  }, [result])
}
