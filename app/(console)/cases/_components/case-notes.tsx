'use client'

import { useActionState, useState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { TextArea } from '@/components/ui/text-input'
import { Time } from '@/components/ui/time'
import type { RoleBinding } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { CaseDetail, NoteView } from '@/lib/services/cases/read'
import { failedState } from '../../_credential/words'
import { note } from '../actions'
import { useCaseRefresh } from './use-case-refresh'

export interface CaseNotesProps {
  readonly story: CaseDetail
  readonly bindings: readonly RoleBinding[]
}

/** What was written about it. Notes are only added: an edit is a further version, and all of them stay. */
export function CaseNotes({ story, bindings }: CaseNotesProps) {
  const blocked = whyNotPermitted(bindings, 'cases.write', 'work on cases', story.application?.id)
  return (
    <Card title="Notes">
      <ul className="flex flex-col divide-y">
        {story.notes.map((each) => (
          <li key={each.id} className="py-2.5 first:pt-0">
            <Note caseId={story.id} note={each} blocked={blocked} />
          </li>
        ))}
      </ul>
      <NoteForm caseId={story.id} label="New note" submit="Write" blocked={blocked} />
    </Card>
  )
}

function Note({
  caseId,
  note: { id, versions },
  blocked,
}: {
  caseId: string
  note: NoteView
  blocked?: string | undefined
}) {
  const [editing, setEditing] = useState(false)
  const [newest, ...before] = versions
  if (newest === undefined) return null
  if (editing) {
    return (
      <NoteForm
        caseId={caseId}
        noteId={id}
        text={newest.text}
        label="Edit the note"
        submit="Keep as a new version"
        blocked={blocked}
        onDone={() => setEditing(false)}
      />
    )
  }
  return (
    <>
      <p className="whitespace-pre-wrap break-words">{newest.text}</p>
      <div className="mt-1 flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <span>
          {newest.by}, <Time at={newest.at} form="both" />
        </span>
        <Button size="sm" variant="quiet" disabledReason={blocked} onClick={() => setEditing(true)}>
          Edit
        </Button>
      </div>
      {before.length > 0 && (
        <details className="mt-1 text-muted text-xs">
          <summary>{plural(before.length, 'earlier version')}</summary>
          <ul className="mt-1 flex flex-col gap-1.5 border-l pl-3">
            {before.map((version) => (
              <li key={version.version}>
                <p className="whitespace-pre-wrap break-words">{version.text}</p>
                <p>
                  {version.by}, <Time at={version.at} form="absolute" />
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

interface NoteFormProps {
  readonly caseId: string
  readonly noteId?: string
  readonly text?: string
  readonly label: string
  readonly submit: string
  readonly blocked: string | undefined
  readonly onDone?: () => void
}

function NoteForm({ caseId, noteId, text = '', label, submit, blocked, onDone }: NoteFormProps) {
  const refresh = useCaseRefresh()
  const [state, act, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await note({ caseId, noteId: noteId ?? null, text: String(data.get('text') ?? '') })
    if (!result.ok) return failedState(result.error)
    await refresh()
    onDone?.()
    return idle
  }, idle)
  return (
    <form action={act} className="mt-1 flex flex-col gap-2">
      <Field label={label} error={fieldError(state, 'text')}>
        <TextArea name="text" rows={2} required maxLength={4_000} defaultValue={text} />
      </Field>
      <FormErrorLine error={fieldError(state, 'text') === undefined ? formError(state) : undefined} />
      <div className="flex justify-end gap-2">
        {onDone && <Button onClick={onDone}>Cancel</Button>}
        <Button type="submit" pending={pending} disabledReason={blocked}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
