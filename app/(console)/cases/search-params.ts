import { createLoader, parseAsString } from 'nuqs/server'
import { type FilterValue, filterParsers } from '@/components/table/filters'
import { CASE_STATES, ROOT_CAUSES } from '@/lib/core/case'
import type { listCases } from '@/lib/services/cases/list'
import { idsOf, optional, textOf, wordsOf } from '../_list/search-values'
import { caseFilters } from './_components/filters'

/** What the URL of the cases may carry. */
export const loadCasesSearch = createLoader({ ...filterParsers(caseFilters()), cursor: parseAsString })

/** What the verb is asked for. */
export function casesInput(search: Readonly<Record<string, FilterValue | undefined>>): Parameters<typeof listCases>[1] {
  const [assigned] = wordsOf(search.assigned, ['me', 'nobody'] as const)
  const [subjectId] = idsOf(search.person)
  return {
    states: wordsOf(search.state, CASE_STATES),
    rootCauses: wordsOf(search.cause, ROOT_CAUSES),
    applicationIds: idsOf(search.application),
    ...optional('assigned', assigned),
    ...optional('subjectId', subjectId),
    ...optional('text', textOf(search.text)),
    ...optional('cursor', textOf(search.cursor)),
  }
}
