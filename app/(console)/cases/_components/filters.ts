import type { FilterDefinition, FilterOption, FilterValue } from '@/components/table/filters'
import { CASE_STATES, ROOT_CAUSES } from '@/lib/core/case'
import { CASE_STATE_LABELS, ROOT_CAUSE_TEXTS } from '@/lib/locale/en/cases'
import type { Query } from '@/lib/routes'

const STATES = CASE_STATES.map((value) => ({ value, label: CASE_STATE_LABELS[value].toLowerCase() }))
const CAUSES = ROOT_CAUSES.map((value) => ({ value, label: ROOT_CAUSE_TEXTS[value].label }))
const ASSIGNED = [
  { value: 'me', label: 'me' },
  { value: 'nobody', label: 'nobody' },
]

export function caseFilters(applications: readonly FilterOption[] = []): FilterDefinition[] {
  return [
    { id: 'state', kind: 'many', lead: 'that are', label: 'State', options: STATES },
    { id: 'assigned', kind: 'one', lead: 'assigned to', label: 'Assigned to', options: ASSIGNED },
    { id: 'application', kind: 'many', lead: 'at', label: 'Application', options: applications },
    { id: 'cause', kind: 'many', lead: 'because of', label: 'Root cause', options: CAUSES },
    { id: 'text', kind: 'text', lead: 'with', label: 'Words or number', placeholder: 'CASE-1042, or words of it' },
  ]
}

/** The key of the list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function caseKey(search: Readonly<Record<string, FilterValue | undefined>>): Query {
  return Object.fromEntries(caseFilters().map(({ id }) => [id, search[id] ?? null]))
}
