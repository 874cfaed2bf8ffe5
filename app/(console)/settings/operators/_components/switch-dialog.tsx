'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-style'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/text-input'
import { plural } from '@/lib/format/count'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import { failedState } from '../../../_credential/words'
import { disable, enable, remove } from '../actions'
import type { OperatorDialogProps } from './roles-dialog'

type Act = 'disable' | 'enable' | 'remove'

type SwitchDialogProps = OperatorDialogProps & { act: Act }

/** Keeps an operator out, lets them in again, or makes them none any more. */
export function SwitchDialog({ act, ...rest }: SwitchDialogProps) {
  const { label } = ACTS[act]
  return (
    <Dialog open onOpenChange={(next) => !next && rest.onClose()} title={`${label} ${rest.operator.name}?`}>
      <SwitchForm act={act} {...rest} />
    </Dialog>
  )
}

function SwitchForm({ operator, act, onClose, onDone }: SwitchDialogProps) {
  const { label, variant, done, run, consequences } = ACTS[act]
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await run({ operatorId: operator.id, note: String(data.get('note') ?? '') })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${operator.name} is ${done}` })
    onDone()
    onClose()
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label, variant }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList items={consequences(operator)} />
      <Field label="Note" hint="Kept in the audit. Name the ticket or the reason." error={undefined}>
        <TextArea name="note" required maxLength={1_000} rows={2} />
      </Field>
    </Form>
  )
}

interface ActText {
  readonly label: string
  readonly variant: ButtonVariant
  readonly done: string
  readonly run: typeof disable | typeof enable | typeof remove
  readonly consequences: (operator: OperatorView) => readonly Definition[]
}

const ACTS: Readonly<Record<Act, ActText>> = {
  disable: {
    label: 'Disable',
    variant: 'destroy',
    done: 'disabled',
    run: disable,
    consequences: ({ sessions }) => [
      { term: 'Ends', value: `${sessionWords(sessions)}, at once.` },
      { term: 'Keeps', value: 'Roles, password and second factors, for the day they are enabled again.' },
      { term: 'Not touched', value: 'API keys they created for others. See the person for a leaving employee.' },
    ],
  },
  enable: {
    label: 'Enable',
    variant: 'primary',
    done: 'enabled',
    run: enable,
    consequences: () => [
      { term: 'Takes effect', value: 'At once: they can sign in again. Ended sessions stay ended.' },
    ],
  },
  remove: {
    label: 'Remove',
    variant: 'destroy',
    done: 'no operator any more',
    run: remove,
    consequences: ({ sessions, identities }) => [
      { term: 'Ends', value: `${sessionWords(sessions)}, at once.` },
      { term: 'Takes away', value: 'Roles, password and second factors, for good. This cannot be taken back.' },
      { term: 'Keeps', value: 'Their name beside everything they did. Their address can be invited anew.' },
      ...(identities.length > 0
        ? [{ term: 'At the issuer', value: 'Signing in there does not let them in again.' }]
        : []),
    ],
  },
}

function sessionWords(sessions: number): string {
  return sessions === 0
    ? 'No session: they have none open'
    : `Their ${plural(sessions, 'open session', 'open sessions')}`
}
