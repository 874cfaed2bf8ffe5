'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notify'
import type { OwnIdentity } from '@/lib/services/operators/sso/list-identities'
import { failedState } from '../../_credential/words'
import { unlinkAccount } from '../single-sign-on/account-actions'

export function UnlinkDialog({ identity, onClose }: { identity: OwnIdentity; onClose: () => void }) {
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await unlinkAccount({ identityId: identity.id })
    if (!result.ok) return failedState(result.error)
    notify({ title: 'The link is removed', description: 'Roles that came with it are gone.' })
    onClose()
    return idle
  }, idle)
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title="Remove the link?" width="sm">
      <Form
        action={submit}
        error={formError(state)}
        pending={pending}
        submit={{ label: 'Remove the link', variant: 'destroy' }}
        secondary={<Button onClick={onClose}>Cancel</Button>}
      >
        <p className="text-muted">
          {identity.subject} no longer signs in as you. Roles you have from groups there are taken away at once, and
          your other sessions that began there end.
        </p>
      </Form>
    </Dialog>
  )
}
