import { createLoader, parseAsString } from 'nuqs/server'
import { CREDENTIAL_ORDERS, credentialFilters, statesOf } from '@/components/credential/credential-filters'
import { type FilterValue, filterParsers, sortParser } from '@/components/table/filters'
import { SYSTEMS } from '@/lib/core/device'
import { STATES } from '@/lib/core/lifecycle'
import type { ListedKind } from '@/lib/queries/credentials'
import type { listCredentials } from '@/lib/services/credentials/list'
import { idsOf, optional, rangeOf, textOf, wordsOf } from '../_list/search-values'

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
  const { application, device, from, sort, cursor } = search
  return {
    kind,
    states: STATES.filter((state) => statesOf(search.state).includes(state)),
    applicationIds: idsOf(application),
    devices: wordsOf(device, SYSTEMS),
    sort: sort === 'used' ? 'used' : 'issued',
    ...optional('network', textOf(from)),
    ...optional('usedNetwork', textOf(search.used_from)),
    ...optional('issuedNetwork', textOf(search.begun_from)),
    ...optional('person', textOf(search.person)),
    ...optional('country', textOf(search.country)),
    ...optional('used', rangeOf(search.used)),
    ...optional('issued', rangeOf(search.begun)),
    ...optional('tags', tagsOf(search.tag)),
    ...optional('scope', textOf(search.scope)),
    ...optional('hasAddressList', LISTED[textOf(search.list) ?? '']),
    ...optional('ends', rangeOf(search.ends)),
    ...optional('cursor', textOf(cursor)),
  }
}

const LISTED: Readonly<Record<string, boolean>> = { yes: true, no: false }

/** Several words are several tags. */
function tagsOf(value: FilterValue | undefined): string[] | undefined {
  const words = textOf(value)
    ?.toLowerCase()
    .match(/[^\s,]+/g)
  return words === undefined || words === null ? undefined : [...words]
}
