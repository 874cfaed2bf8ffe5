'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notify'
import type { PasskeyView } from '@/lib/services/operators/factors/list-factors'
import { failedState } from '../../_credential/words'
import { dropPasskey, dropTotp } from '../actions'

export type RemoveDialogProps = {
  factor: PasskeyView | 'totp'
  /** Whether nothing but the password is left after it. */
  last: boolean
  onClose: () => void
}

export function RemoveDialog({ factor, last, onClose }: RemoveDialogProps) {
  const name = factor === 'totp' ? 'the authenticator app' : factor.name
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = factor === 'totp' ? await dropTotp() : await dropPasskey({ id: factor.id })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${capital(name)} is removed` })
    onClose()
    return idle
  }, idle)
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={`Remove ${name}?`} width="sm">
      <Form
        action={submit}
        error={formError(state)}
        pending={pending}
        submit={{ label: 'Remove', variant: 'destroy' }}
        secondary={<Button onClick={onClose}>Cancel</Button>}
      >
        <DefinitionList
          items={[
            { term: 'Takes effect', value: 'At once. It opens nothing from then on; sessions stay as they are.' },
            last && {
              term: 'After it',
              value: 'Your password alone opens the console, and your recovery codes are void.',
            },
          ]}
        />
      </Form>
    </Dialog>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
