'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  CREDENTIAL_ORDERS,
  credentialFilters,
  searchKey,
  shownValues,
  writtenValue,
} from '@/components/credential/credential-filters'
import type { FilterValue } from '@/components/table/filters'
import { type Filters, useFilters, useSort } from '@/components/table/use-filters'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { credentialsQuery, type ListedKind } from '@/lib/queries/credentials'
import { isRefused } from '@/lib/queries/http'
import { readingOf } from '../_list/reading'
import { useStale } from '../_list/use-stale'

/** A list of credentials as its URL asks for it: the filters, the order, and the pages read so far. */
export function useCredentialList(kind: ListedKind, applications: readonly ApplicationChoice[]) {
  const definitions = useMemo(() => credentialFilters(kind, applications.map(toOption)), [kind, applications])
  const raw = useFilters(definitions)
  const { sort, setSort } = useSort(CREDENTIAL_ORDERS[kind])
  const search = { ...raw.values, sort }
  const asked = searchKey(kind, search)
  const query = useInfiniteQuery(credentialsQuery(kind, asked))
  const pages = query.data?.pages
  const rows = useMemo(() => uniqueRows(pages?.flatMap(({ items }) => items) ?? []), [pages])
  return {
    /** What its URL asks for. */
    search,
    definitions,
    filters: withDefaultState(raw),
    /** Whether anything is asked for beyond what the list shows by itself. */
    filtered: raw.count > 0,
    sort: { options: CREDENTIAL_ORDERS[kind], value: sort, onChange: setSort },
    rows,
    total: pages?.[0]?.total ?? undefined,
    reading: { ...readingOf(query, asked), stale: useStale(query) },
    /** Whether what was asked for cannot be meant. */
    unreadable: isRefused(query.error),
  }
}

export type CredentialList = ReturnType<typeof useCredentialList>

function toOption({ id, name }: ApplicationChoice) {
  return { value: id, label: name }
}

// The chip for the state is always there, unless any state is asked for: what is left out must be seen.
function withDefaultState(raw: Filters): Filters {
  return {
    ...raw,
    values: shownValues(raw.values),
    set: (id: string, value: FilterValue) => raw.set(id, writtenValue(id, value)),
  }
}

/** A row that was used between two pages stands on both; its first place is the newer one. */
function uniqueRows<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}
