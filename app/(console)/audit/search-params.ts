import { createLoader, parseAsString } from 'nuqs/server'
import { type FilterValue, filterParsers } from '@/components/table/filters'
import type { listAudit } from '@/lib/services/audit/list'
import { idsOf, optional, rangeOf, textOf } from '../_list/search-values'
import { auditFilters } from './_components/filters'

/** What the URL of the audit may carry. */
export const loadAuditSearch = createLoader({ ...filterParsers(auditFilters()), cursor: parseAsString })

type Search = Readonly<Record<string, FilterValue | undefined>>

/** What the verb is asked for. */
export function auditInput(search: Search): Parameters<typeof listAudit>[1] {
  const by = listOf(search.by)
  return {
    actors: [...idsOf(search.by), ...(by.includes('system') ? (['system'] as const) : [])],
    actions: listOf(search.act).filter((action) => /^[a-z_]+\.[a-z_]+$/.test(action)),
    applicationIds: idsOf(search.application),
    ...optional('person', textOf(search.person)),
    ...optional('network', textOf(search.from)),
    ...optional('targetId', textOf(search.target)),
    ...optional('correlationId', textOf(search.together)),
    ...timeOf(search.when),
    ...optional('cursor', textOf(search.cursor)),
  }
}

function timeOf(value: FilterValue | undefined) {
  const range = rangeOf(value)
  if (range === undefined || range === 'never') return {}
  const { from, to } = range
  return {
    ...optional('withinSeconds', from !== null && 'inSeconds' in from ? -from.inSeconds : undefined),
    ...optional('from', from !== null && 'at' in from ? from.at : undefined),
    ...optional('to', to !== null && 'at' in to ? to.at : undefined),
  }
}

function listOf(value: FilterValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}
