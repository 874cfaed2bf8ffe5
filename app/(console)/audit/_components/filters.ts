import type { FilterDefinition, FilterOption, FilterValue } from '@/components/table/filters'
import type { Query } from '@/lib/routes'

/** What the filters of the audit choose among; the server needs no options, so it may pass none. */
export interface AuditOptions {
  readonly actors: readonly FilterOption[]
  readonly actions: readonly FilterOption[]
  readonly applications: readonly FilterOption[]
}

const NO_OPTIONS: AuditOptions = { actors: [], actions: [], applications: [] }
const WHEN_PRESETS = ['last-15m', 'last-1h', 'last-24h', 'last-7d', 'last-30d']

export function auditFilters({ actors, actions, applications }: AuditOptions = NO_OPTIONS): FilterDefinition[] {
  return [
    { id: 'by', kind: 'many', lead: 'by', label: 'Who', options: actors },
    { id: 'act', kind: 'many', lead: 'that are', label: 'Act', options: actions },
    { id: 'application', kind: 'many', lead: 'at', label: 'Application', options: applications },
    {
      id: 'person',
      kind: 'text',
      lead: 'concerning',
      label: 'Person',
      placeholder: 'Beginning of a name, mail or id',
    },
    { id: 'when', kind: 'time', lead: 'done', label: 'When', presets: WHEN_PRESETS },
    { id: 'from', kind: 'cidr', lead: 'from', label: 'Address or network' },
    { id: 'target', kind: 'text', lead: 'done to', label: 'Target', placeholder: 'Its id' },
    { id: 'together', kind: 'text', lead: 'of the act', label: 'Correlation id', placeholder: 'The id of one act' },
  ]
}

/** The key of the list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function auditKey(search: Readonly<Record<string, FilterValue | undefined>>): Query {
  return Object.fromEntries(auditFilters().map(({ id }) => [id, search[id] ?? null]))
}
