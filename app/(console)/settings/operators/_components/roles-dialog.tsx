'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notify'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import { failedState, partError } from '../../../_credential/words'
import { changeRolesOf } from '../actions'
import { plainRoles, type RoleDraft, RolesEditor } from './roles-editor'
import { roleLines } from './words'

/** What every dialog of an operator is handed. */
export type OperatorDialogProps = {
  operator: OperatorView
  onClose: () => void
  onDone: () => void
}

type RolesDialogProps = OperatorDialogProps & {
  bindings: readonly RoleBinding[]
  applications: readonly ApplicationChoice[]
}

/** Gives an operator other roles; what an issuer's groups give stays as it is. */
export function RolesDialog(props: RolesDialogProps) {
  const { operator, onClose } = props
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={`Roles of ${operator.name}`}>
      <RolesForm {...props} />
    </Dialog>
  )
}

function RolesForm({ operator, bindings, applications, onClose, onDone }: RolesDialogProps) {
  const [roles, setRoles] = useState<readonly RoleDraft[]>(() => draftsOf(operator))
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await changeRolesOf({ operatorId: operator.id, bindings: plainRoles(roles) })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${operator.name} has other roles now` })
    onDone()
    onClose()
    return idle
  }, idle)
  const byIssuer = operator.roles.filter(({ source }) => source === 'issuer')
  const atList = partError(state, 'bindings')
  return (
    <Form
      action={submit}
      error={atList === undefined ? formError(state) : undefined}
      pending={pending}
      submit={{ label: 'Change roles' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      {byIssuer.length > 0 && (
        <p className="text-muted">
          {roleLines(byIssuer).join(', ')} by their groups at the issuer. That is changed there, or under Single
          sign-on.
        </p>
      )}
      <RolesEditor roles={roles} own={bindings} applications={applications} onChange={setRoles} error={atList} />
      <p className="text-muted text-xs">It counts from their next click on, also on pages they have open.</p>
    </Form>
  )
}

function draftsOf({ roles }: OperatorView): RoleDraft[] {
  const byHand = roles.filter(({ source }) => source === 'hand')
  return byHand.map(({ role, application }, key) => ({ key, role, applicationId: application?.id ?? null }))
}
