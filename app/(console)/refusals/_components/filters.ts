import { WITHIN_OPTIONS } from '@/components/credential/credential-filters'
import type { FilterDefinition, FilterOption, FilterValue } from '@/components/table/filters'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { Query } from '@/lib/routes'

/** What the filters of the refusals choose among; the server needs no options, so it may pass none. */
export interface RefusalOptions {
  readonly applications: readonly FilterOption[]
  readonly reasons: readonly FilterOption[]
}

const KIND_OPTIONS: readonly FilterOption[] = Object.entries(KIND_TEXTS).map(([value, { label }]) => ({ value, label }))

const NO_OPTIONS: RefusalOptions = { applications: [], reasons: [] }

export function refusalFilters({ applications, reasons }: RefusalOptions = NO_OPTIONS): FilterDefinition[] {
  return [
    { id: 'reason', kind: 'many', lead: 'because', label: 'Reason', options: reasons },
    { id: 'application', kind: 'many', lead: 'at', label: 'Application', options: applications },
    { id: 'kind', kind: 'many', lead: 'of a', label: 'Kind', options: KIND_OPTIONS },
    { id: 'from', kind: 'cidr', lead: 'from', label: 'Address or network' },
    { id: 'within', kind: 'one', lead: 'refused', label: 'When', options: WITHIN_OPTIONS },
  ]
}

/** The key of the list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function refusalKey(search: Readonly<Record<string, FilterValue | undefined>>): Query {
  return Object.fromEntries(refusalFilters().map(({ id }) => [id, search[id] ?? null]))
}
