import { createLoader, parseAsString } from 'nuqs/server'
import { type FilterValue, filterParsers } from '@/components/table/filters'
import { KINDS } from '@/lib/core/credential'
import { REASONS } from '@/lib/core/reasons'
import type { listRefusals } from '@/lib/services/refusals/list'
import { idsOf, optional, secondsOf, textOf, wordsOf } from '../_list/search-values'
import { refusalFilters } from './_components/filters'

/** What the URL of the refusals may carry. */
export const loadRefusalsSearch = createLoader({ ...filterParsers(refusalFilters()), cursor: parseAsString })

/** What the verb is asked for. */
export function refusalsInput(
  search: Readonly<Record<string, FilterValue | undefined>>,
): Parameters<typeof listRefusals>[1] {
  return {
    reasons: wordsOf(search.reason, REASONS),
    applicationIds: idsOf(search.application),
    kinds: wordsOf(search.kind, KINDS),
    ...optional('network', textOf(search.from)),
    ...optional('withinSeconds', secondsOf(search.within)),
    ...optional('cursor', textOf(search.cursor)),
  }
}
