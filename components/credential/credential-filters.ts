import type { FilterDefinition, FilterOption, FilterValue, FilterValues, SortOption } from '@/components/table/filters'
import { SYSTEMS } from '@/lib/core/device'
import { SYSTEM_TEXTS } from '@/lib/locale/en/systems'
import type { ListedKind } from '@/lib/queries/credentials'
import type { Query } from '@/lib/routes'

/** Everything that has not ended: what a list shows unless asked otherwise. */
const LIVE = 'live'
const ANY = 'any'

const STATE_OPTIONS: readonly FilterOption[] = [
  { value: LIVE, label: 'live' },
  { value: 'active', label: 'active' },
  { value: 'ending_soon', label: 'ending soon' },
  { value: 'in_overlap', label: 'in overlap' },
  { value: 'suspended', label: 'suspended' },
  { value: 'pending', label: 'pending' },
  { value: 'ended', label: 'ended' },
  { value: ANY, label: 'live or ended' },
]

/** Values of lib/format/time-range. */
export const WITHIN_OPTIONS: readonly FilterOption[] = [
  { value: 'last-15m', label: 'in the last 15 minutes' },
  { value: 'last-1h', label: 'in the last hour' },
  { value: 'last-24h', label: 'in the last 24 hours' },
  { value: 'last-7d', label: 'in the last 7 days' },
  { value: 'last-30d', label: 'in the last 30 days' },
]

const USED_PRESETS = ['last-15m', 'last-1h', 'last-24h', 'last-7d', 'before-7d', 'before-45d', 'before-90d', 'never']
const BEGUN_PRESETS = ['last-15m', 'last-1h', 'last-24h', 'last-7d', 'last-30d', 'before-90d', 'before-365d']
const ENDS_PRESETS = ['next-1h', 'next-24h', 'next-7d', 'next-30d', 'never']

const KEY_FILTERS: readonly FilterDefinition[] = [
  { id: 'tag', kind: 'text', lead: 'tagged', label: 'Tag', placeholder: 'nightly team-7' },
  { id: 'scope', kind: 'text', lead: 'with the scope', label: 'Scope', placeholder: 'orders:write' },
  {
    id: 'list',
    kind: 'one',
    lead: 'accepted from',
    label: 'Address list',
    options: [
      { value: 'yes', label: 'listed addresses only' },
      { value: 'no', label: 'everywhere' },
    ],
  },
]

const DEVICE_OPTIONS: readonly FilterOption[] = SYSTEMS.map((value) => ({ value, label: SYSTEM_TEXTS[value] }))

export const CREDENTIAL_ORDERS: Readonly<Record<ListedKind, readonly SortOption[]>> = {
  session: [
    { value: 'used', label: 'newest use first' },
    { value: 'issued', label: 'newest sign-in first' },
  ],
  api_key: [
    { value: 'issued', label: 'newest key first' },
    { value: 'used', label: 'newest use first' },
  ],
}

/** The filters of a list of credentials; they read as a sentence. The server needs no options, so it may pass none. */
export function credentialFilters(kind: ListedKind, applications: readonly FilterOption[] = []): FilterDefinition[] {
  const begun = kind === 'session' ? 'signed in' : 'created'
  return [
    { id: 'application', kind: 'many', lead: 'of', label: 'Application', options: applications },
    { id: 'state', kind: 'one', lead: 'that are', label: 'State', options: STATE_OPTIONS },
    { id: 'from', kind: 'cidr', lead: 'from', label: 'Address or network' },
    { id: 'used', kind: 'time', lead: 'used', label: 'Last used', presets: USED_PRESETS },
    { id: 'begun', kind: 'time', lead: begun, label: capital(begun), presets: BEGUN_PRESETS },
    { id: 'ends', kind: 'time', lead: 'ending', label: 'Ends', presets: ENDS_PRESETS },
    {
      id: 'person',
      kind: 'text',
      lead: 'belonging to',
      label: kind === 'session' ? 'Person' : 'Owner',
      placeholder: 'Beginning of a name, mail or id',
    },
    { id: 'used_from', kind: 'cidr', lead: 'last used from', label: 'Address of the last use' },
    { id: 'begun_from', kind: 'cidr', lead: `${begun} from`, label: `${capital(begun)} from address` },
    { id: 'country', kind: 'text', lead: `${begun} in`, label: 'Country', placeholder: 'Two letters, such as DE' },
    { id: 'device', kind: 'many', lead: 'on', label: 'Device', options: DEVICE_OPTIONS },
    ...(kind === 'api_key' ? KEY_FILTERS : []),
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What the chips show: the state that is meant when none is set, so that nobody overlooks what is left out. */
export function shownValues(values: FilterValues): FilterValues {
  return { ...values, state: values.state === ANY ? null : (values.state ?? LIVE) }
}

/** What is to be written into the URL when a chip changes: taking the state away asks for any. */
export function writtenValue(id: string, value: FilterValue): FilterValue {
  if (id !== 'state') return value
  if (value === null || value.length === 0) return ANY
  return value === LIVE ? null : value
}

/** The states a `state` of the URL asks for; empty is all. */
export function statesOf(value: FilterValue | undefined): string[] {
  if (value === ANY) return []
  if (typeof value !== 'string' || value === LIVE || !STATE_OPTIONS.some((option) => option.value === value))
    return LIVE_STATES
  return [value]
}

/** The key of a list in the browser's cache: the same for the page that fills it and the list that reads it. */
export function searchKey(kind: ListedKind, search: Readonly<Record<string, FilterValue | undefined>>): Query {
  const names = [...credentialFilters(kind).map(({ id }) => id), 'sort']
  return Object.fromEntries(names.map((name) => [name, search[name] ?? null]))
}

const LIVE_STATES = ['active', 'ending_soon', 'in_overlap', 'suspended', 'pending']
