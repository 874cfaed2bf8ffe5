'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { failedState, partError } from '../../../_credential/words'
import { invite } from '../actions'
import { InvitationLinkShown, type MadeInvitation } from './invitation-link'
import { plainRoles, type RoleDraft, RolesEditor } from './roles-editor'
import type { OperatorSetting } from './setting'

export type InviteDialogProps = {
  setting: OperatorSetting
  open: boolean
  onClose: () => void
  onDone: () => void
}

/** Invites somebody, and shows the link once. */
export function InviteDialog({ setting, open, onClose, onDone }: InviteDialogProps) {
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const finish = () => {
    setMade(null)
    onClose()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={made === null ? 'Invite an operator' : `The invitation of ${made.name}`}
      insistent={made !== null}
    >
      {made === null ? (
        <InviteForm
          setting={setting}
          onClose={onClose}
          onMade={(invitation) => {
            setMade(invitation)
            onDone()
          }}
        />
      ) : (
        <InvitationLinkShown made={made} onDone={finish} />
      )}
    </Dialog>
  )
}

type InviteFormProps = Pick<InviteDialogProps, 'setting' | 'onClose'> & { onMade: (made: MadeInvitation) => void }

// All of it is state: what a form holds by itself React empties when the action has answered, also with a refusal.
function InviteForm({ setting, onClose, onMade }: InviteFormProps) {
  const [who, setWho] = useState({ name: '', email: '' })
  const [roles, setRoles] = useState<readonly RoleDraft[]>([{ key: 0, role: 'support', applicationId: null }])
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await invite({ ...who, bindings: plainRoles(roles) })
    if (!result.ok) return failedState(result.error)
    onMade({ ...who, ...result.value })
    return idle
  }, idle)
  const [atName, atMail, atRoles] = [
    fieldError(state, 'name'),
    fieldError(state, 'email'),
    partError(state, 'bindings'),
  ]
  const atField = atName ?? atMail ?? atRoles
  return (
    <Form
      action={submit}
      error={atField === undefined ? formError(state) : undefined}
      pending={pending}
      submit={{ label: 'Invite' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field label="Name" hint="It stands beside everything they do." error={atName}>
        <TextInput
          required
          maxLength={120}
          autoComplete="off"
          value={who.name}
          onChange={(event) => setWho({ ...who, name: event.target.value })}
        />
      </Field>
      <Field label="Mail" hint="They sign in with it." error={atMail}>
        <TextInput
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          value={who.email}
          onChange={(event) => setWho({ ...who, email: event.target.value })}
        />
      </Field>
      <RolesEditor
        roles={roles}
        own={setting.bindings}
        applications={setting.applications}
        onChange={setRoles}
        error={atRoles}
      />
      <p className="text-muted text-xs">They choose their own password, by a link that is good once and for a day.</p>
    </Form>
  )
}
