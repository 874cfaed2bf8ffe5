'use client'

import { useActionState } from 'react'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { failedState } from '../../_credential/words'
import { join } from '../actions'
import type { CaseEvidenceProps } from './case-evidence'
import { useCaseRefresh } from './use-case-refresh'

/** Joins what a reference or an id leads to. */
export function JoinForm({ story, bindings }: CaseEvidenceProps) {
  const refresh = useCaseRefresh()
  const blocked = whyNotPermitted(bindings, 'cases.write', 'work on cases', story.application?.id)
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const named = String(data.get('evidence') ?? '').trim()
    const result = await join({ caseId: story.id, evidence: evidenceOf(named) })
    if (!result.ok) return failedState(result.error)
    await refresh()
    return idle
  }, idle)
  return (
    <form action={submit} className="mt-2 flex items-end gap-2">
      <div className="min-w-0 grow">
        <Field
          label="Join a reference or the id of a credential"
          error={
            fieldError(state, 'evidence.of.requestId') ??
            fieldError(state, 'evidence.credentialId') ??
            formError(state)?.message
          }
        >
          <TextInput name="evidence" mono required maxLength={64} autoComplete="off" placeholder="req_…" />
        </Field>
      </div>
      <Button type="submit" pending={pending} disabledReason={blocked}>
        Join
      </Button>
    </form>
  )
}

function evidenceOf(named: string): Parameters<typeof join>[0]['evidence'] {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(named)
  if (isId) return { type: 'credential', credentialId: named }
  return { type: 'explanation', of: { by: 'request', requestId: named } }
}
