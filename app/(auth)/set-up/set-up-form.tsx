'use client'

import Link from 'next/link'
import { useActionState, useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { PasswordInput } from '@/components/form/password-input'
import { Field } from '@/components/ui/field'
import { SkeletonLines } from '@/components/ui/skeleton'
import { TextInput } from '@/components/ui/text-input'
import { routes } from '@/lib/routes'
import { DoorCard, doorForm } from '../_components/door-card'
import { takeFragmentToken } from '../_components/fragment-token'

type LinkState = 'usable' | 'not_usable' | 'already_set_up' | 'unknown'

export type SetUpFormProps = {
  action: (before: unknown, data: FormData) => Promise<FormState<null>>
  check: (token: string) => Promise<LinkState>
}

/** The first operator, by the one-time link. */
export function SetUpForm({ action, check }: SetUpFormProps) {
  const [token, setToken] = useState('')
  const [link, setLink] = useState<LinkState | null>(null)
  useEffect(() => {
    const given = takeFragmentToken()
    setToken(given)
    void (given === '' ? Promise.resolve<LinkState>('not_usable') : check(given)).then(setLink)
  }, [check])
  switch (link) {
    case null:
      return (
        <DoorCard title="Set up Assay">
          <SkeletonLines lines={4} />
        </DoorCard>
      )
    case 'not_usable':
      return (
        <DoorCard title="This link cannot be used">
          <p className="text-muted">
            It was used, is older than 24 hours, or is not complete. Restart Assay: it prints a new one while no
            operator exists.
          </p>
        </DoorCard>
      )
    case 'already_set_up':
      return (
        <DoorCard title="Assay is set up">
          <p className="text-muted">
            An operator exists already.{' '}
            <Link href={routes.signIn()} className="link font-medium text-ink">
              Sign in
            </Link>
          </p>
        </DoorCard>
      )
    default:
      return <OperatorForm action={action} token={token} />
  }
}

function OperatorForm({ action, token }: { action: SetUpFormProps['action']; token: string }) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  // Kept here: React empties a form once its action has answered.
  const [typed, setTyped] = useState({ name: '', email: '', password: '' })
  const atFields = hasFieldErrors(state)
  useEffect(() => {
    // The field's own message is read out with it; a second one for the whole form would only repeat it.
    if (hasFieldErrors(state)) document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [state])
  const control = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.target.value }),
    required: true,
    className: 'h-9',
  })
  return (
    <DoorCard
      title="Create the first operator"
      lead="An owner: sees everything, may do everything."
      foot="This link works once. Your sessions will be Assay sessions, like those of your applications."
    >
      <Form
        action={act}
        error={atFields ? undefined : formError(state)}
        pending={pending}
        submit={{ label: 'Create operator' }}
        className={doorForm}
      >
        <input type="hidden" name="token" value={token} />
        <Field label="Name" error={fieldError(state, 'name')} hint="Stands beside everything you do here.">
          <TextInput {...control('name')} autoComplete="name" maxLength={120} />
        </Field>
        <Field label="Mail" error={fieldError(state, 'email')}>
          <TextInput {...control('email')} type="email" autoComplete="username" spellCheck={false} maxLength={254} />
        </Field>
        <Field
          label="Password"
          error={fieldError(state, 'password')}
          hint="At least 15 characters. Four or five unrelated words do well; a password manager does better."
        >
          <PasswordInput {...control('password')} autoComplete="new-password" maxLength={512} />
        </Field>
      </Form>
    </DoorCard>
  )
}

function hasFieldErrors(state: FormState<null>): boolean {
  return state.status === 'failed' && Object.keys(state.fields ?? {}).length > 0
}
