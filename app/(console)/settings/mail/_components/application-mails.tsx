'use client'

import { useActionState, useEffect } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import { SUBJECT_NOTICES } from '@/lib/core/notice'
import { NOTICE_TEXTS } from '@/lib/locale/en/notices'
import { LANGUAGES, type Language } from '@/lib/locale/languages'
import type { ApplicationMail } from '@/lib/services/notices/read-settings'
import { changeMailOf } from '../actions'

type ApplicationMailsProps = { applications: readonly ApplicationMail[]; blocked: string | undefined }

/** What each application chose for the mails to its people. */
export function ApplicationMails({ applications, blocked }: ApplicationMailsProps) {
  return (
    <Card title="Applications" note="In whose name owners are written to.">
      {applications.length === 0 && <p className="text-muted">No application is connected yet.</p>}
      <ul className="divide-y">
        {applications.map((application) => (
          <li key={application.id}>
            <details className="py-2.5">
              <summary className="cursor-pointer">
                <span className="font-medium">{application.name}</span>{' '}
                <span className="text-muted">{summary(application)}</span>
              </summary>
              <ApplicationMailForm application={application} blocked={blocked} />
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'German' }

function summary({ kindsOff, replyTo, language }: ApplicationMail): string {
  const sent = SUBJECT_NOTICES.length - kindsOff.length
  const answers = replyTo === null ? 'answers reach nobody' : `answers to ${replyTo}`
  return `${LANGUAGE_NAMES[language ?? 'en']} · ${sent} of ${SUBJECT_NOTICES.length} mails · ${answers}`
}

type ApplicationMailFormProps = { application: ApplicationMail; blocked: string | undefined }

function ApplicationMailForm({ application, blocked }: ApplicationMailFormProps) {
  const [state, act, pending] = useActionState<FormState<unknown>, FormData>(changeMailOf, idle)
  useEffect(() => {
    if (state.status === 'done') void notify({ title: 'Saved' })
  }, [state])
  return (
    <Form
      action={act}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Save', disabledReason: blocked }}
      className="mt-3"
    >
      <input type="hidden" name="applicationId" value={application.id} />
      <fieldset className="flex flex-wrap gap-4">
        <legend className="mb-1.25 font-medium">Language, where a reader asks for none</legend>
        {LANGUAGES.map((language) => (
          <label key={language} className="flex items-center gap-2">
            <input
              type="radio"
              name="language"
              value={language}
              defaultChecked={(application.language ?? 'en') === language}
              className="accent-gold"
            />
            {LANGUAGE_NAMES[language]}
          </label>
        ))}
      </fieldset>
      <Field
        label="Address for answers"
        aside="optional"
        hint="Empty: the mails say that nobody reads answers."
        error={fieldError(state, 'replyTo')}
      >
        <TextInput name="replyTo" type="email" defaultValue={application.replyTo ?? ''} maxLength={254} />
      </Field>
      <fieldset className="grid gap-2.5 sm:grid-cols-2">
        <legend className="mb-1.25 font-medium">Mails to its people</legend>
        {SUBJECT_NOTICES.map((kind) => (
          <Checkbox
            key={kind}
            name={kind}
            defaultChecked={!application.kindsOff.includes(kind)}
            label={NOTICE_TEXTS[kind].label}
            hint={NOTICE_TEXTS[kind].when}
          />
        ))}
      </fieldset>
    </Form>
  )
}
