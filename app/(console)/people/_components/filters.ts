import type { FilterDefinition, FilterOption, FilterValue } from '@/components/table/filters'
import type { Query } from '@/lib/routes'

const TYPE_OPTIONS: readonly FilterOption[] = [
  { value: 'person', label: 'people' },
  { value: 'service', label: 'services' },
]
const STATE_OPTIONS: readonly FilterOption[] = [
  { value: 'enabled', label: 'enabled' },
  { value: 'disabled', label: 'disabled' },
]
const LIVE_OPTIONS: readonly FilterOption[] = [
  { value: 'yes', label: 'something live' },
  { value: 'no', label: 'nothing live' },
]

/** The filters of the list of people; they read as a sentence. The server needs no options, so it may pass none. */
export function peopleFilters(applications: readonly FilterOption[] = []): FilterDefinition[] {
  return [
    {
      id: 'name',
      kind: 'text',
      lead: 'called',
      label: 'Name or mail',
      placeholder: 'Beginning of a name, mail or id',
    },
    { id: 'application', kind: 'many', lead: 'known to', label: 'Application', options: applications },
    { id: 'type', kind: 'one', lead: 'that are', label: 'Type', options: TYPE_OPTIONS },
    { id: 'state', kind: 'one', lead: 'and', label: 'State', options: STATE_OPTIONS },
    { id: 'live', kind: 'one', lead: 'with', label: 'Credentials', options: LIVE_OPTIONS },
  ]
}

/** The key of the list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function peopleKey(search: Readonly<Record<string, FilterValue | undefined>>): Query {
  return Object.fromEntries(peopleFilters().map(({ id }) => [id, search[id] ?? null]))
}
