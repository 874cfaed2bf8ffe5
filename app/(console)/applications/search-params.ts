import { createLoader } from 'nuqs/server'
import { type FilterValue, filterParsers } from '@/components/table/filters'
import { ENVIRONMENTS } from '@/lib/core/credential'
import type { browseApplications } from '@/lib/services/applications/browse'
import { choiceOf, optional, textOf, wordsOf } from '../_list/search-values'
import { applicationFilters } from './_components/filters'

/** What the URL of the list of applications may carry. */
export const loadApplicationsSearch = createLoader(filterParsers(applicationFilters))

/** What the verb is asked for. */
export function applicationsInput(
  search: Readonly<Record<string, FilterValue | undefined>>,
): Parameters<typeof browseApplications>[1] {
  return {
    ...optional('text', textOf(search.name)),
    ...optional('environment', wordsOf(search.environment, ENVIRONMENTS)[0]),
    ...optional('disabled', choiceOf(search.state, 'disabled', 'enabled')),
  }
}
