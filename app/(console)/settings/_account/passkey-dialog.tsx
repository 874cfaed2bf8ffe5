'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { makePasskey } from '@/components/step-up/passkey'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import { failedState } from '../../_credential/words'
import { finishPasskey, startPasskey } from '../actions'
import { RecoveryCodes } from './recovery-codes'

/** Adds a passkey: a name first, then the browser asks for finger, face or key. */
export function PasskeyDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const done = (recoveryCodes: readonly string[] | null) => {
    notify({ title: 'The passkey is added', description: 'It signs in alone, without the password.' })
    if (recoveryCodes === null) onClose()
    else setCodes(recoveryCodes)
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={codes ? 'Keep your recovery codes' : 'Add a passkey'}
      insistent={codes !== null}
      width="sm"
    >
      {codes ? <RecoveryCodes codes={codes} onKept={onClose} /> : <NewPasskey onDone={done} onClose={onClose} />}
    </Dialog>
  )
}

type NewPasskeyProps = { onDone: (recoveryCodes: readonly string[] | null) => void; onClose: () => void }

function NewPasskey({ onDone, onClose }: NewPasskeyProps) {
  const [name, setName] = useState('')
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const options = await startPasskey()
    if (!options.ok) return failedState(options.error)
    const browser = await makePasskey(options.value)
    if (!browser.ok) return { status: 'failed', error: { message: browser.message } }
    const result = await finishPasskey({ name, made: browser.made })
    if (!result.ok) return failedState(result.error)
    onDone(result.value.recoveryCodes)
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Continue' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field
        label="Name"
        hint="Where it is kept, such as “Work laptop” or “Blue security key”."
        error={fieldError(state, 'name')}
      >
        <TextInput value={name} onChange={(event) => setName(event.target.value)} required maxLength={60} autoFocus />
      </Field>
      <p className="text-muted">Next, the browser asks for your fingerprint, face, PIN or security key.</p>
    </Form>
  )
}
