import { createLoader, parseAsString } from 'nuqs/server'
import { CREDENTIAL_ORDERS, credentialFilters, statesOf } from '@/components/credential/credential-filters'
import { type FilterValue, filterParsers, sortParser } from '@/components/table/filters'
import { STATES } from '@/lib/core/lifecycle'
import type { ListedKind } from '@/lib/queries/credentials'
import type { listCredentials } from '@/lib/services/credentials/list'
import { idsOf, optional, secondsOf, textOf } from '../_list/search-values'

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
    applicationIds: idsOf(application),
    sort: sort === 'used' ? 'used' : 'issued',
    ...optional('network', textOf(from)),
    ...optional('person', textOf(person)),
    ...optional('usedWithinSeconds', secondsOf(used)),
    ...optional('issuedWithinSeconds', secondsOf(begun)),
    ...optional('cursor', textOf(cursor)),
  }
}
