'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { useNow, useZone } from '@/components/ui/clock'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { TextArea, TextInput } from '@/components/ui/text-input'
import { parseMoment } from '@/lib/format/moment'
import { absolute } from '@/lib/format/time'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { routes } from '@/lib/routes'
import type { SubjectMatch } from '@/lib/services/subjects/search'
import { failedState } from '../_credential/words'
import { useCaseRefresh } from '../cases/_components/use-case-refresh'
import { open as openCase } from '../cases/actions'
import { JoinExisting } from './join-existing'
import type { CaseStart } from './open-case-button'
import { WhoField } from './who-field'

export interface OpenCaseDialogProps {
  readonly start: CaseStart
  readonly applications: readonly ApplicationChoice[]
  readonly open: boolean
  readonly onClose: () => void
}

/** A new case from what somebody said, or what is on the page joined to one that is open. */
export function OpenCaseDialog({ start, applications, open, onClose }: OpenCaseDialogProps) {
  const [mode, setMode] = useState<'new' | 'existing'>('new')
  const evidence = start.evidence ?? []
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title="Open a case">
      {evidence.length > 0 && (
        <div className="mb-3.5">
          <Segmented
            label="Which case"
            value={mode}
            onValueChange={setMode}
            options={[
              { value: 'new', label: 'A new case' },
              { value: 'existing', label: 'One that is open' },
            ]}
          />
        </div>
      )}
      {mode === 'new' ? (
        <NewCaseForm start={start} applications={applications} onClose={onClose} />
      ) : (
        <JoinExisting evidence={evidence} onClose={onClose} />
      )}
    </Dialog>
  )
}

function NewCaseForm({ start, applications, onClose }: Omit<OpenCaseDialogProps, 'open'>) {
  const router = useRouter()
  const refresh = useCaseRefresh()
  const now = useNow()
  const zone = useZone()
  const [applicationId, setApplicationId] = useState(start.applicationId ?? '')
  const [person, setPerson] = useState<SubjectMatch | null>(null)
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const happenedAt = momentOf(data, { start, now: now(), zone })
    if (happenedAt === 'unreadable') return unreadable()
    const input = { ...spoken(data), subjectId: start.subject?.id ?? person?.id ?? null, happenedAt }
    const result = await openCase({
      ...input,
      applicationId: applicationId === '' ? null : applicationId,
      evidence: [...(start.evidence ?? [])],
    })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${result.value.name} is open` })
    await refresh()
    onClose()
    router.push(routes.case(result.value.id))
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Open the case' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      {start.evidence === undefined && applications.length > 0 && (
        <Field label="Application" aside="optional" error={fieldError(state, 'applicationId')}>
          <Select
            value={applicationId}
            onValueChange={setApplicationId}
            options={[
              { value: '', label: 'No single one' },
              ...applications.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      )}
      {start.subject === undefined ? (
        <WhoField
          applicationId={applicationId}
          person={person}
          known={start.evidence !== undefined}
          onChoose={setPerson}
          error={fieldError(state, 'who')}
        />
      ) : (
        <p>
          <span className="text-muted">Who </span>
          <span className="font-medium">{start.subject.name}</span>
        </p>
      )}
      <Field label="What they saw" hint="In their words." error={fieldError(state, 'saw')}>
        <TextArea name="saw" rows={3} required maxLength={2_000} autoFocus />
      </Field>
      <Field
        label="When"
        aside="optional"
        hint="As they said it: around 14:03, yesterday 9:15, 20 minutes ago."
        error={fieldError(state, 'when')}
      >
        <TextInput
          name="when"
          maxLength={60}
          autoComplete="off"
          defaultValue={start.happenedAt === undefined ? '' : absolute(start.happenedAt, zone)}
        />
      </Field>
    </Form>
  )
}

type Setting = { readonly start: CaseStart; readonly now: number; readonly zone: string }

/** When they say it was; what was filled in already keeps its milliseconds. */
function momentOf(data: FormData, { start: { happenedAt }, now, zone }: Setting): number | null | 'unreadable' {
  const text = String(data.get('when') ?? '').trim()
  if (text === '') return null
  if (happenedAt !== undefined && text === absolute(happenedAt, zone)) return happenedAt
  return parseMoment(text, now, zone) ?? 'unreadable'
}

function spoken(data: FormData): { saw: string; who: string | null } {
  const who = String(data.get('who') ?? '').trim()
  return { saw: String(data.get('saw') ?? ''), who: who === '' ? null : who }
}

function unreadable(): FormState<never> {
  return {
    status: 'failed',
    error: { message: 'The case is not open yet.' },
    fields: { when: 'Write a time, such as 14:03, yesterday 9:15 or 3 May 14:03.' },
  }
}
