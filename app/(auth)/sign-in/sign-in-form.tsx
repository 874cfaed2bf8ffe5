'use client'

import { useActionState, useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { PasswordInput } from '@/components/form/password-input'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { doorForm } from '../_components/door-card'
import { DoorNotice } from '../_components/door-notice'

export type SignInFormProps = {
  action: (before: unknown, data: FormData) => Promise<FormState<null>>
  /** Where to go afterwards: a path of this console. */
  next: string
  /** Why the operator has to sign in; undefined when there is nothing to say. */
  notice: string | undefined
}

export function SignInForm({ action, next, notice }: SignInFormProps) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  // Kept here: React empties a form once its action has answered, and only the password should go.
  const [email, setEmail] = useState('')
  useEffect(() => {
    if (state.status === 'failed') document.querySelector<HTMLElement>('input[name=password]')?.focus()
  }, [state])
  return (
    <>
      {notice && state.status === 'idle' && <DoorNotice text={notice} />}
      <Form action={act} error={formError(state)} pending={pending} submit={{ label: 'Sign in' }} className={doorForm}>
        <input type="hidden" name="next" value={next} />
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
        <Field label="Password" error={undefined}>
          <PasswordInput name="password" autoComplete="current-password" required maxLength={512} />
        </Field>
      </Form>
    </>
  )
}
