'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { failedState } from '../../_credential/words'
import { renewCodes } from '../actions'
import { RecoveryCodes } from './recovery-codes'

export function CodesDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await renewCodes()
    if (!result.ok) return failedState(result.error)
    setCodes(result.value.recoveryCodes)
    return idle
  }, idle)
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={codes ? 'Keep your recovery codes' : 'Make new recovery codes?'}
      insistent={codes !== null}
      width="sm"
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={onClose} />
      ) : (
        <Form
          action={submit}
          error={formError(state)}
          pending={pending}
          submit={{ label: 'Make new codes' }}
          secondary={<Button onClick={onClose}>Cancel</Button>}
        >
          <p className="text-muted">Ten new codes take the place of those you have, which stop working at once.</p>
        </Form>
      )}
    </Dialog>
  )
}
