'use client'

import { type ChangeEvent, useActionState, useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { PasswordInput } from '@/components/form/password-input'
import { Field } from '@/components/ui/field'
import { SkeletonLines } from '@/components/ui/skeleton'
import { TextInput } from '@/components/ui/text-input'
import type { LinkState } from '@/lib/services/operators/recovery/redeem-link'
import { DoorCard, doorForm } from '../_components/door-card'
import { DoorWord } from '../_components/door-word'
import { takeFragmentToken } from '../_components/fragment-token'

type Action = (before: unknown, data: FormData) => Promise<FormState<null>>

export type RecoverFormProps = {
  check: (token: string) => Promise<LinkState | null>
  choosePassword: Action
  becomeOwner: Action
}

/** What a one-time link lets its holder do: choose a password, or become an owner. */
export function RecoverForm({ check, choosePassword, becomeOwner }: RecoverFormProps) {
  const [token, setToken] = useState('')
  const [link, setLink] = useState<LinkState | null>()
  useEffect(() => {
    const given = takeFragmentToken()
    setToken(given)
    void check(given).then(setLink)
  }, [check])
  if (link === undefined)
    return (
      <DoorCard title="Choose a password">
        <SkeletonLines lines={3} />
      </DoorCard>
    )
  if (link === null)
    return (
      <DoorCard title="The link cannot be checked">
        <p className="text-muted">The store cannot be reached right now. Open the link again in a moment.</p>
      </DoorCard>
    )
  switch (link.state) {
    case 'reset':
    case 'forgotten':
      return <ResetForm action={choosePassword} token={token} link={link} />
    case 'new_owner':
      return <OwnerForm action={becomeOwner} token={token} />
    case 'not_usable':
      return (
        <DoorWord
          title="This link cannot be used"
          text="It was used, is older than an hour, or is not complete. Ask for another."
        />
      )
  }
}

const AFTERWARDS = {
  reset: 'Your second factors were removed: set them up again afterwards.',
  forgotten: 'Your sessions end with it. A second factor you have is asked for afterwards.',
} as const

const PASSWORD_HINT = 'At least 15 characters. Four or five unrelated words do well; a password manager does better.'

type ResetFormProps = { action: Action; token: string; link: Extract<LinkState, { name: string }> }

function ResetForm({ action, token, link: { state: why, name, email } }: ResetFormProps) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  const problem = fieldError(state, 'password')
  return (
    <DoorCard
      title="Choose a new password"
      lead={`For ${name}, ${email}. ${AFTERWARDS[why]}`}
      foot="This link works once."
    >
      <Form
        action={act}
        error={problem === undefined ? formError(state) : undefined}
        pending={pending}
        submit={{ label: 'Choose and sign in' }}
        className={doorForm}
      >
        <input type="hidden" name="token" value={token} />
        {/* For password managers, which store it under this name; a field that is hidden by its type they pass over. */}
        <input hidden readOnly type="email" name="email" value={email} autoComplete="username" />
        <Field label="New password" error={problem} hint={PASSWORD_HINT}>
          <PasswordInput name="password" autoComplete="new-password" required maxLength={512} autoFocus />
        </Field>
      </Form>
    </DoorCard>
  )
}

function OwnerForm({ action, token }: { action: Action; token: string }) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  const [typed, setTyped] = useState({ name: '', email: '', password: '' })
  const control = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.target.value }),
    required: true,
    className: 'h-9',
  })
  const atFields = state.status === 'failed' && Object.keys(state.fields ?? {}).length > 0
  return (
    <DoorCard
      title="Become an owner"
      lead="Owners see everything and may do everything. Every other owner is told of this link."
      foot="This link works once."
    >
      <Form
        action={act}
        error={atFields ? undefined : formError(state)}
        pending={pending}
        submit={{ label: 'Become an owner' }}
        className={doorForm}
      >
        <input type="hidden" name="token" value={token} />
        <Field label="Name" error={fieldError(state, 'name')}>
          <TextInput {...control('name')} autoComplete="name" maxLength={120} />
        </Field>
        <Field label="Mail" error={fieldError(state, 'email')}>
          <TextInput {...control('email')} type="email" autoComplete="username" spellCheck={false} maxLength={254} />
        </Field>
        <Field label="Password" error={fieldError(state, 'password')} hint={PASSWORD_HINT}>
          <PasswordInput {...control('password')} autoComplete="new-password" maxLength={512} />
        </Field>
      </Form>
    </DoorCard>
  )
}
