import type { FilterDefinition, FilterValue } from '@/components/table/filters'
import { ENVIRONMENTS } from '@/lib/core/credential'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import type { Query } from '@/lib/routes'

export const applicationFilters: readonly FilterDefinition[] = [
  {
    id: 'name',
    kind: 'text',
    lead: 'called',
    label: 'Name or audience',
    placeholder: 'Beginning of a name or audience',
  },
  {
    id: 'environment',
    kind: 'one',
    lead: 'for',
    label: 'Environment',
    options: ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_TEXTS[value].label.toLowerCase() })),
  },
  {
    id: 'state',
    kind: 'one',
    lead: 'that are',
    label: 'State',
    options: [
      { value: 'enabled', label: 'enabled' },
      { value: 'disabled', label: 'disabled' },
    ],
  },
]

/** The key of the list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function applicationsKey(search: Readonly<Record<string, FilterValue | undefined>>): Query {
  return Object.fromEntries(applicationFilters.map(({ id }) => [id, search[id] ?? null]))
}
