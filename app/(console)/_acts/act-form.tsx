'use client'

import { useActionState, useState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { keepFields } from '@/components/form/keep-fields'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { useNow } from '@/components/ui/clock'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextArea, TextInput } from '@/components/ui/text-input'
import { isConfirmedBy, isNoteRequired } from '@/lib/core/act'
import { STATABLE_CAUSES, type StatableCause } from '@/lib/core/credential'
import { DAY, HOUR } from '@/lib/core/instant'
import { count } from '@/lib/format/count'
import type { ActView } from '@/lib/services/acts/act-row'
import type { PreviewedAct } from '@/lib/services/acts/preview'
import { CAUSE_OPTIONS } from '../_credential/causes'
import { failedState } from '../_credential/words'
import { run } from './actions'
import { Affected } from './affected'
import type { AskedAct } from './asked-act'

export type ActFormProps = {
  asked: AskedAct
  previewed: PreviewedAct
  onBegun: (act: ActView) => void
  /** Looks anew who is affected. */
  onAgain: () => void
  onClose: () => void
}

/** Who is affected, why it is done, and what confirms it. */
export function ActForm({ asked, previewed, onBegun, onAgain, onClose }: ActFormProps) {
  const { act } = previewed
  const now = useNow()
  const [cause, setCause] = useState<StatableCause | null>(asked.defaultCause ?? null)
  const [length, setLength] = useState<Length>('open')
  const [typed, setTyped] = useState('')
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const lasts = LENGTHS[length]
    const result = await run({
      actId: act.id,
      cause,
      note: String(data.get('note') ?? ''),
      until: lasts === null ? null : now() + lasts,
      includeOwnSession: data.get('own') === 'on',
      confirmation: typed,
    })
    if (!result.ok) return failedState(result.error)
    onBegun(result.value)
    return idle
  }, idle)
  const note = isNoteRequired(act.verb, cause)
  return (
    <form action={submit} onSubmit={keepFields(submit, pending)} className="flex flex-col gap-3.5">
      <Affected previewed={previewed} />
      {act.radius.ownSession && act.verb !== 'resume' && <OwnSession verb={act.verb} />}
      {act.verb === 'suspend' && (
        <Field label="Suspended" error={fieldError(state, 'until')}>
          <Select options={LENGTH_OPTIONS} value={length} onValueChange={setLength} />
        </Field>
      )}
      {act.verb === 'end' && (
        <Field label="Cause" error={fieldError(state, 'cause')}>
          <Select options={CAUSE_OPTIONS} value={cause} onValueChange={(next) => setCause(causeNamed(next))} required />
        </Field>
      )}
      <Field label="Note" hint={noteHint(note)} error={fieldError(state, 'note')}>
        <TextArea name="note" required={note} maxLength={2_000} rows={2} />
      </Field>
      {act.typed && <Typed act={act} value={typed} onChange={setTyped} error={fieldError(state, 'confirmation')} />}
      <FormErrorLine error={formError(state)} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {state.status === 'failed' && <Button onClick={onAgain}>Look again</Button>}
        <Button
          type="submit"
          variant={act.verb === 'end' ? 'destroy' : 'primary'}
          pending={pending}
          disabledReason={whyNotYet(act, cause, typed)}
        >
          {act.total > 1 ? `${asked.label} ${count(act.total)}` : asked.label}
        </Button>
      </DialogActions>
    </form>
  )
}

const LENGTHS = { open: null, hour: HOUR, day: DAY, week: 7 * DAY } as const
type Length = keyof typeof LENGTHS

const LENGTH_OPTIONS: readonly { value: Length; label: string }[] = [
  { value: 'open', label: 'until somebody resumes it' },
  { value: 'hour', label: 'for 1 hour' },
  { value: 'day', label: 'for 24 hours' },
  { value: 'week', label: 'for 7 days' },
]

function causeNamed(text: string): StatableCause | null {
  return STATABLE_CAUSES.find((cause) => cause === text) ?? null
}

function noteHint(required: boolean): string {
  return required
    ? 'Kept in the audit. Name the ticket or the incident.'
    : 'Kept in the audit. May stay empty where its holder signed out.'
}

function OwnSession({ verb }: { verb: ActView['verb'] }) {
  return (
    <div className="rounded-md bg-soon-soft px-3 py-2">
      <Checkbox
        name="own"
        label={verb === 'end' ? 'End the session I am using, too' : 'Suspend the session I am using, too'}
        hint="It is among them, and is left out unless you tick this. Ticked, you are signed out as soon as it is done."
      />
    </div>
  )
}

type TypedProps = { act: ActView; value: string; onChange: (value: string) => void; error: string | undefined }

function Typed({ act, value, onChange, error }: TypedProps) {
  return (
    <Field label={`Type ${confirmationWords(act)} to confirm`} error={error}>
      <TextInput mono autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
}

/** "4,980", or "4,980 or Storefront" where it concerns one application alone. */
function confirmationWords({ total, radius: { applications } }: ActView): string {
  const [only, ...others] = applications
  return only !== undefined && others.length === 0 ? `${count(total)} or ${only.name}` : count(total)
}

function whyNotYet(act: ActView, cause: StatableCause | null, typed: string): string | undefined {
  if (act.total === act.failed && !act.cutoff) return 'There is nothing to do this to.'
  if (act.verb === 'end' && cause === null) return 'Choose a cause first.'
  const names = act.radius.applications.map(({ name }) => name)
  if (act.typed && !isConfirmedBy(typed, act.total, names)) return `Type ${confirmationWords(act)} first.`
  return undefined
}
