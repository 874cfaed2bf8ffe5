'use client'

import { useActionState } from 'react'
import { keepFields } from '@/components/form/keep-fields'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextArea, TextInput } from '@/components/ui/text-input'
import type { ReportWords } from '@/lib/locale/guidance/page-words'
import type { Language } from '@/lib/locale/languages'
import type { ReportState } from '../report-state'

type ReportFormProps = {
  reference: string
  language: Language
  words: Omit<ReportWords, 'lead'>
  send: (before: ReportState, data: FormData) => Promise<ReportState>
}

/** What the reader saw and how to answer them. Without script it is sent and answered as a page. */
export function ReportForm({ reference, language, words, send }: ReportFormProps) {
  const [state, act, pending] = useActionState<ReportState, FormData>(send, { status: 'idle' })
  const problem = state.status === 'failed' ? state.problem : null
  const typed = state.status === 'failed' ? state.typed : { text: '', contact: '' }
  const problemAt = (field: 'text' | 'contact') => (problem === field ? words.problems[field] : undefined)
  return (
    <form action={act} onSubmit={keepFields(act, pending)} className="mt-3 flex flex-col gap-4">
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="language" value={language} />
      <Field label={words.text} hint={words.textHint} error={problemAt('text')}>
        <TextArea name="text" required rows={4} maxLength={1_000} defaultValue={typed.text} />
      </Field>
      <Field label={words.contact} aside={words.optional} hint={words.contactHint} error={problemAt('contact')}>
        <TextInput name="contact" maxLength={200} autoComplete="email" defaultValue={typed.contact} className="h-10" />
      </Field>
      {/* Present from the start, so that a screen reader hears what appears in it. */}
      <p role="alert" className="text-refused-ink empty:hidden">
        {problem === 'too_many' || problem === 'failed' ? words.problems[problem] : null}
      </p>
      <Button type="submit" pending={pending} className="h-10 self-start px-4 max-sm:w-full">
        {words.send}
      </Button>
    </form>
  )
}
