'use client'

import { useActionState, useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { PasswordInput } from '@/components/form/password-input'
import { Field } from '@/components/ui/field'
import { SkeletonLines } from '@/components/ui/skeleton'
import { ROLE_TEXTS } from '@/lib/locale/en/roles'
import type { InvitationState } from '@/lib/services/operators/invitations/accept'
import { DoorCard, doorForm } from '../_components/door-card'
import { DoorWord } from '../_components/door-word'
import { takeFragmentToken } from '../_components/fragment-token'

export type InvitationFormProps = {
  check: (token: string) => Promise<InvitationState | null>
  accept: (before: unknown, data: FormData) => Promise<FormState<null>>
}

/** Lets somebody invited choose a password, and in. */
export function InvitationForm({ check, accept }: InvitationFormProps) {
  const [token, setToken] = useState('')
  const [invitation, setInvitation] = useState<InvitationState | null>()
  useEffect(() => {
    const given = takeFragmentToken()
    setToken(given)
    void check(given).then(setInvitation)
  }, [check])
  if (invitation === undefined)
    return (
      <DoorCard title="Your invitation">
        <SkeletonLines lines={4} />
      </DoorCard>
    )
  if (invitation === null)
    return (
      <DoorCard title="The invitation cannot be checked">
        <p className="text-muted">The store cannot be reached right now. Open the link again in a moment.</p>
      </DoorCard>
    )
  if (invitation.state === 'not_usable')
    return (
      <DoorWord
        title="This invitation cannot be used"
        text="It was used or withdrawn, is older than a day, or is not complete. Ask whoever invited you for another."
      />
    )
  return <AcceptForm action={accept} token={token} invitation={invitation} />
}

type AcceptFormProps = {
  action: InvitationFormProps['accept']
  token: string
  invitation: Extract<InvitationState, { state: 'usable' }>
}

function AcceptForm({ action, token, invitation }: AcceptFormProps) {
  const [state, act, pending] = useActionState<FormState<null>, FormData>(action, idle)
  const { name, email, invitedBy, roles } = invitation
  const problem = fieldError(state, 'password')
  return (
    <DoorCard
      title={`Welcome, ${name}`}
      lead={`${invitedBy} invites you to this console.`}
      foot="This invitation works once. You sign in with your mail address and this password."
    >
      <ul aria-label="What you may do" className="mb-4 flex flex-col gap-2">
        {roles.map(({ role, application }) => (
          <li key={`${role} ${application}`} className="rounded-md bg-raised px-3 py-2">
            <p className="font-medium">
              {ROLE_TEXTS[role].word}
              {application !== null && ` of ${application}`}
            </p>
            <p className="text-muted text-xs">{ROLE_TEXTS[role].does}</p>
          </li>
        ))}
      </ul>
      <Form
        action={act}
        error={problem === undefined ? formError(state) : undefined}
        pending={pending}
        submit={{ label: 'Accept and sign in' }}
        className={doorForm}
      >
        <input type="hidden" name="token" value={token} />
        {/* For password managers, which store it under this name. */}
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <Field
          label="Choose a password"
          error={problem}
          hint="At least 15 characters. Four or five unrelated words do well; a password manager does better."
        >
          <PasswordInput name="password" autoComplete="new-password" required maxLength={512} autoFocus />
        </Field>
      </Form>
    </DoorCard>
  )
}
