'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { caseWho } from '@/components/case/case-who'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { Select } from '@/components/ui/select'
import { casesQuery } from '@/lib/queries/cases'
import { routes } from '@/lib/routes'
import { failedState } from '../_credential/words'
import { useCaseRefresh } from '../cases/_components/use-case-refresh'
import { join } from '../cases/actions'
import type { CaseStart } from './open-case-button'

export interface JoinExistingProps {
  readonly evidence: NonNullable<CaseStart['evidence']>
  readonly onClose: () => void
}

/** Joins what is on the page to a case that is open. */
export function JoinExisting({ evidence, onClose }: JoinExistingProps) {
  const router = useRouter()
  const refresh = useCaseRefresh()
  const { data, isPending } = useInfiniteQuery(casesQuery({ state: 'open' }))
  const cases = data?.pages.flatMap(({ items }) => items) ?? []
  const [caseId, setCaseId] = useState<string | null>(null)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    if (caseId === null) return { status: 'failed', error: { message: 'Choose the case first.' } }
    for (const each of evidence) {
      const result = await join({ caseId, evidence: each })
      if (!result.ok) return failedState(result.error)
    }
    notify({ title: 'Joined to the case' })
    await refresh()
    onClose()
    router.push(routes.case(caseId))
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Join to the case', ...(cases.length === 0 && { disabledReason: 'No case is open.' }) }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field label="Case" hint={isPending ? 'Reading the open cases…' : undefined} error={undefined}>
        <Select
          value={caseId}
          onValueChange={setCaseId}
          options={cases.map((each) => ({
            value: each.id,
            label: `${each.name} · ${caseWho(each)}`,
            hint: each.saw.slice(0, 80),
          }))}
        />
      </Field>
    </Form>
  )
}
