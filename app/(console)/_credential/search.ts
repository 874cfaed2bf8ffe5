import { createLoader, parseAsString } from 'nuqs/server'
import { CREDENTIAL_ORDERS, credentialFilters, statesOf } from '@/components/credential/credential-filters'
import { type FilterValue, filterParsers, sortParser } from '@/components/table/filters'
import { STATES } from '@/lib/core/lifecycle'
import { parseTimeRange } from '@/lib/format/time-range'
import type { ListedKind } from '@/lib/queries/credentials'
import type { listCredentials } from '@/lib/services/credentials/list'

type ListInput = Parameters<typeof listCredentials>[1]

/** Reads what a list's URL asks for; page, route and browser read it the same way. */
export function credentialSearch(kind: ListedKind) {
  return createLoader({
    ...filterParsers(credentialFilters(kind)),
    sort: sortParser(CREDENTIAL_ORDERS[kind]),
    cursor: parseAsString,
  })
}

/** What the verb is asked for. What cannot be meant (an id that is none, a state that is none) is left out. */
export function listInput(kind: ListedKind, search: Readonly<Record<string, FilterValue | undefined>>): ListInput {
  const { application, from, used, begun, person, sort, cursor } = search
  return {
    kind,
    states: STATES.filter((state) => statesOf(search.state).includes(state)),
    applicationIds: listOf(application).filter((id) => UUID.test(id)),
    sort: sort === 'used' ? 'used' : 'issued',
    ...optional('network', textOf(from)),
    ...optional('person', textOf(person)),
    ...optional('usedWithinSeconds', secondsOf(used)),
    ...optional('issuedWithinSeconds', secondsOf(begun)),
    ...optional('cursor', textOf(cursor)),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]: Value })
}

function textOf(value: FilterValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function listOf(value: FilterValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}

/** "last-24h" as seconds; anything else is no such filter. */
function secondsOf(value: FilterValue | undefined): number | undefined {
  const range = parseTimeRange(textOf(value) ?? '', 0)
  return range === null || range === 'never' || range.from === null || range.to !== null
    ? undefined
    : -range.from / 1_000
}
