'use client'

import { useActionState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notify'
import { plural } from '@/lib/format/count'
import { failedState } from '../../../_credential/words'
import { unlinkIdentity } from '../actions'
import type { HeldIdentity } from './identities-held'
import type { OperatorDialogProps } from './roles-dialog'
import { hostOf, roleLines } from './words'

type UnlinkDialogProps = OperatorDialogProps & { identity: HeldIdentity }

/** Takes away who an operator is at the issuer, with what came of it. */
export function UnlinkDialog(props: UnlinkDialogProps) {
  const { operator, onClose } = props
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()} title={`Unlink ${operator.name}?`}>
      <UnlinkForm {...props} />
    </Dialog>
  )
}

function UnlinkForm({ operator, identity, onClose, onDone }: UnlinkDialogProps) {
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await unlinkIdentity({ operatorId: operator.id, identityId: identity.id })
    if (!result.ok) return failedState(result.error)
    notify({ title: `${operator.name} is unlinked`, description: endedWords(result.value.sessionsEnded) })
    onDone()
    onClose()
    return idle
  }, idle)
  const byGroups = roleLines(operator.roles.filter(({ source }) => source === 'issuer'))
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Unlink', variant: 'destroy' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <DefinitionList
        items={[
          {
            term: 'Sign-in',
            value: (
              <>
                <span className="mono break-all">{identity.subject}</span> at {hostOf(identity.issuer)} signs in as{' '}
                {operator.name} no longer.
              </>
            ),
          },
          byGroups.length > 0 && {
            term: 'Roles',
            value: `What their groups there gave them goes: ${byGroups.join(', ')}.`,
          },
          { term: 'Ends', value: 'The sessions that began there, at once.' },
          { term: 'Keeps', value: 'Roles given by hand, their password and their second factors.' },
        ]}
      />
    </Form>
  )
}

function endedWords(sessions: number): string {
  return sessions === 0 ? 'No session of theirs had begun there.' : `${plural(sessions, 'session')} ended.`
}
