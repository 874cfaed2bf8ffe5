'use client'

import Link from 'next/link'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { routes } from '@/lib/routes'
import { DoorCard, doorForm } from '../_components/door-card'

export type ForgottenFormProps = { action: (before: unknown, data: FormData) => Promise<FormState<null>> }

/** Asks for a link by mail. What it answers is the same for every address. */
export function ForgottenForm({ action }: ForgottenFormProps) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  // Kept here: React empties a form once its action has answered.
  const [email, setEmail] = useState('')
  if (state.status === 'done')
    return (
      <DoorCard title="Look at your mail">
        <p role="status" className="text-muted">
          If {email} is an operator with a password, a link to choose another is on its way. It is good once and for an
          hour. Nothing there? Look into the spam folder, or ask an owner.
        </p>
        <p className="mt-3">
          <Link href={routes.signIn()} className="link">
            Back to signing in
          </Link>
        </p>
      </DoorCard>
    )
  return (
    <DoorCard
      title="Forgotten password"
      lead="A link to choose another comes by mail. A second factor you have is asked for afterwards."
    >
      <Form
        action={act}
        error={formError(state)}
        pending={pending}
        submit={{ label: 'Send the link' }}
        className={doorForm}
      >
        <Field label="Mail" error={undefined}>
          <TextInput
            name="email"
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            required
            maxLength={254}
            className="h-9"
            autoFocus
          />
        </Field>
      </Form>
    </DoorCard>
  )
}
