'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'
import { failedState } from '../../../_credential/words'
import { reset } from '../actions'
import { LinkShown } from './link-shown'
import type { OperatorDialogProps } from './roles-dialog'

interface Made {
  readonly link: string
  readonly expiresAt: Instant
}

/** Takes away how an operator signs in, and gives them a link with which they choose anew. Nobody chooses it for them. */
export function ResetDialog({ operator, onClose, onDone }: OperatorDialogProps) {
  const [made, setMade] = useState<Made | null>(null)
  const title = made === null ? `Reset how ${operator.name} signs in?` : `The link for ${operator.name}`
  const finish = () => {
    onDone()
    onClose()
  }
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={title} insistent={made !== null}>
      {made === null ? (
        <ResetForm operator={operator} onClose={onClose} onMade={setMade} />
      ) : (
        <LinkShown link={made.link} onDone={finish}>
          Give it to {operator.name} in a way that reaches nobody else. They choose a new password with it, once, until{' '}
          <Time at={made.expiresAt} form="absolute" />.
        </LinkShown>
      )}
    </Dialog>
  )
}

type ResetFormProps = Pick<OperatorDialogProps, 'operator' | 'onClose'> & { onMade: (made: Made) => void }

function ResetForm({ operator, onClose, onMade }: ResetFormProps) {
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await reset({ operatorId: operator.id })
    if (!result.ok) return failedState(result.error)
    onMade(result.value)
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Reset', variant: 'destroy' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList
        items={[
          { term: 'Takes away', value: 'Their password, second factors, recovery codes and known devices, at once.' },
          { term: 'Ends', value: 'Every session they have open.' },
          { term: 'Gives', value: 'A link that is good once and for an hour. They choose the password, not you.' },
        ]}
      />
    </Form>
  )
}
