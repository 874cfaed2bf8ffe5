'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import { failedState } from '../../../_credential/words'
import { linkIdentity } from '../actions'
import type { OperatorDialogProps } from './roles-dialog'

type IdentityDialogProps = OperatorDialogProps & { issuerLabel: string }

/** Says who an operator is at the issuer, so that they sign in there from now on. */
export function IdentityDialog({ operator, issuerLabel, onClose, onDone }: IdentityDialogProps) {
  const [subject, setSubject] = useState('')
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await linkIdentity({ operatorId: operator.id, subject })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${operator.name} can sign in with ${issuerLabel}` })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={`Link ${operator.name} to ${issuerLabel}`}>
      <Form
        action={submit}
        error={formError(state)}
        pending={pending}
        submit={{ label: 'Link' }}
        secondary={<Button onClick={onClose}>Cancel</Button>}
      >
        <Field
          label="Subject"
          hint={`The id ${issuerLabel} knows them by (the claim sub), not their mail address. Whoever this is there signs in as ${operator.name} here.`}
          error={fieldError(state, 'subject')}
        >
          <TextInput
            mono
            required
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
