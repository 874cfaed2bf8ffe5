'use client'

import dynamic from 'next/dynamic'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { limitText } from '@/components/policy/limit-text'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { Time } from '@/components/ui/time'
import { OVERLAP_SECONDS_MAX } from '@/lib/core/policy'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { RotatedKey } from '@/lib/services/keys/rotate'
import { rotate } from '../keys/actions'
import { NewSecret } from './new-secret'
import { affectedWords, failedState } from './words'

const Dialog = dynamic(() => import('@/components/ui/dialog').then((module) => module.Dialog), { ssr: false })

const OVERLAPS = { none: 0, quarter: 900, hour: 3_600, day: 86_400, week: 604_800, custom: null } as const

type Overlap = keyof typeof OVERLAPS

const OVERLAP_OPTIONS: readonly { value: Overlap; label: string; hint?: string }[] = [
  { value: 'none', label: 'not at all', hint: 'The old key is refused from this moment.' },
  { value: 'quarter', label: 'for 15 minutes' },
  { value: 'hour', label: 'for 1 hour' },
  { value: 'day', label: 'for 24 hours' },
  { value: 'week', label: 'for 7 days' },
  { value: 'custom', label: 'for another time' },
]

const HOUR_SECONDS = 3_600

/** What the strictest policy leaves to choose from. */
function overlapChoices(longest: number): typeof OVERLAP_OPTIONS {
  return OVERLAP_OPTIONS.filter(({ value }) =>
    value === 'custom' ? longest > HOUR_SECONDS : (OVERLAPS[value] ?? 0) <= longest,
  )
}

/** An hour, or the longest there is below it. */
function usualChoice(choices: typeof OVERLAP_OPTIONS): Overlap {
  if (choices.some(({ value }) => value === 'hour')) return 'hour'
  return choices.some(({ value }) => value === 'quarter') ? 'quarter' : 'none'
}

function capWords(longest: number): string {
  if (longest >= OVERLAP_SECONDS_MAX) return ''
  return longest === 0 ? ' A policy allows none.' : ` A policy allows at most ${limitText(longest)}.`
}

function daysOf(seconds: number): number {
  return Math.floor((seconds / 86_400) * 100) / 100
}

export interface RotateDialogProps {
  readonly open: boolean
  /** The first of them is rotated. */
  readonly credentials: readonly CredentialRow[]
  readonly onClose: () => void
  /** After it was done; the new secret may still stand on the screen. */
  readonly onDone: () => void
}

/** Gives a key a successor: asks how long the old one stays accepted, then shows the new secret once. */
export function RotateDialog({ open, credentials, onClose, onDone }: RotateDialogProps) {
  const [key] = credentials
  const [rotated, setRotated] = useState(false)
  const close = () => {
    onClose()
    setRotated(false)
  }
  if (key === undefined) return null
  const name = key.name ?? key.label
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      insistent={rotated}
      title={rotated ? `New secret of ${name}` : `Rotate ${name}?`}
    >
      <RotateForm
        credential={key}
        onClose={close}
        onRotated={() => {
          setRotated(true)
          onDone()
        }}
      />
    </Dialog>
  )
}

type RotateFormProps = { credential: CredentialRow; onClose: () => void; onRotated: () => void }

// The new secret lives in the state of this form alone and is gone when the dialog closes.
function RotateForm({ credential, onClose, onRotated }: RotateFormProps) {
  const longest = credential.overlapSecondsMax ?? OVERLAP_SECONDS_MAX
  const choices = overlapChoices(longest)
  const [overlap, setOverlap] = useState<Overlap>(() => usualChoice(choices))
  const [days, setDays] = useState(() => String(Math.min(14, daysOf(longest))))
  const overlapSeconds = OVERLAPS[overlap] ?? Math.round(Number(days) * 86_400)
  const [state, submit, pending] = useActionState(async (): Promise<FormState<RotatedKey>> => {
    const result = await rotate({ credentialId: credential.id, overlapSeconds })
    if (!result.ok) return failedState(result.error)
    onRotated()
    return { status: 'done', result: result.value }
  }, idle)
  if (state.status === 'done') return <Rotated rotated={state.result} onClose={onClose} />
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Rotate' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList
        items={[
          { term: 'Affects', value: affectedWords([credential]) },
          { term: 'New key', value: 'Same name, scopes, addresses, owner and dates. Its secret is shown once.' },
        ]}
      />
      <Field
        label="The old key works on"
        hint={`Long enough to put the new secret everywhere the old one is used.${capWords(longest)}`}
        error={fieldError(state, 'overlapSeconds')}
      >
        <Select options={choices} value={overlap} onValueChange={setOverlap} />
      </Field>
      {overlap === 'custom' && (
        <Field
          label="Days"
          hint={`At most ${daysOf(longest)}; parts of a day count.`}
          error={fieldError(state, 'overlapSeconds')}
        >
          <TextInput
            type="number"
            required
            min={0.01}
            max={daysOf(longest)}
            step="any"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
      )}
    </Form>
  )
}

function Rotated({
  rotated: { token, supersedes, credential },
  onClose,
}: {
  rotated: RotatedKey
  onClose: () => void
}) {
  return (
    <NewSecret token={token} onStored={onClose}>
      <p>
        {supersedes.overlapUntil > credential.issuedAt ? (
          <>
            The old key works until <Time at={supersedes.overlapUntil} form="absolute" className="font-medium" />.
          </>
        ) : (
          'The old key is refused from now on.'
        )}
      </p>
    </NewSecret>
  )
}
