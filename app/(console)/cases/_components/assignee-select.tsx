'use client'

import { useQuery } from '@tanstack/react-query'
import { notify } from '@/components/ui/notify'
import { SelectOnDemand } from '@/components/ui/select-on-demand'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { assigneesQuery } from '@/lib/queries/cases'
import type { CaseDetail } from '@/lib/services/cases/read'
import { assign } from '../actions'
import { useCaseRefresh } from './use-case-refresh'

const NOBODY = 'nobody'

export interface AssigneeSelectProps {
  readonly story: CaseDetail
  readonly bindings: readonly RoleBinding[]
}

/** Who works on it. */
export function AssigneeSelect({ story, bindings }: AssigneeSelectProps) {
  const applicationId = story.application?.id ?? null
  const refresh = useCaseRefresh()
  const { data: assignees = [] } = useQuery(assigneesQuery(applicationId))
  // Whoever has it now is named before the others are known, and where they may not take cases any more.
  const choices = unique([...(story.assignee ? [story.assignee] : []), ...assignees])
  const blocked = whyNotPermitted(bindings, 'cases.write', 'work on cases', applicationId ?? undefined)
  if (blocked !== undefined) return <span title={blocked}>{story.assignee?.name ?? 'nobody'}</span>
  const change = async (value: string) => {
    const result = await assign({ caseId: story.id, assigneeId: value === NOBODY ? null : value })
    if (!result.ok) notify({ title: 'Not assigned', description: result.error.message, tone: 'failed' })
    await refresh()
  }
  return (
    <SelectOnDemand
      aria-label="Assigned to"
      value={story.assignee?.id ?? NOBODY}
      onValueChange={(value) => void change(value)}
      options={[{ value: NOBODY, label: 'nobody' }, ...choices.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}

function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()]
}

type Person = { readonly id: string; readonly name: string }
