import { createLoader, parseAsString } from 'nuqs/server'
import { type FilterValue, filterParsers } from '@/components/table/filters'
import { SUBJECT_TYPES } from '@/lib/core/credential'
import type { listSubjects } from '@/lib/services/subjects/list'
import { choiceOf, idsOf, optional, textOf, wordsOf } from '../_list/search-values'
import { peopleFilters } from './_components/filters'

/** What the URL of the list of people may carry. */
export const loadPeopleSearch = createLoader({ ...filterParsers(peopleFilters()), cursor: parseAsString })

/** What the verb is asked for. */
export function peopleInput(
  search: Readonly<Record<string, FilterValue | undefined>>,
): Parameters<typeof listSubjects>[1] {
  return {
    applicationIds: idsOf(search.application),
    ...optional('type', wordsOf(search.type, SUBJECT_TYPES)[0]),
    ...optional('disabled', choiceOf(search.state, 'disabled', 'enabled')),
    ...optional('live', choiceOf(search.live, 'yes', 'no')),
    ...optional('text', textOf(search.name)),
    ...optional('cursor', textOf(search.cursor)),
  }
}
