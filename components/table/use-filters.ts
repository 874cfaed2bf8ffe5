'use client'

import { useQueryState, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import {
  type FilterDefinition,
  type FilterValue,
  type FilterValues,
  filterParsers,
  type SortOption,
  sortParser,
} from './filters'

export type Filters = {
  values: FilterValues
  set: (id: string, value: FilterValue) => void
  clear: () => void
  /** How many are set. */
  count: number
}

/** The values of a list's filters, kept in the URL. Definitions must be stable: declare them at module level. */
export function useFilters(definitions: readonly FilterDefinition[]): Filters {
  const parsers = useMemo(() => filterParsers(definitions), [definitions])
  const [values, setValues] = useQueryStates(parsers, { history: 'push', clearOnDefault: true })
  return {
    values,
    set: (id, value) => void setValues({ [id]: isNothing(value) ? null : writable(value) }),
    clear: () => void setValues(null),
    count: definitions.filter(({ id }) => !isNothing(values[id] ?? null)).length,
  }
}

/** The order of a list, kept in the URL as `?sort=`; the first option is the default. */
export function useSort(options: readonly SortOption[]) {
  const parser = useMemo(() => sortParser(options), [options])
  const [sort, setSort] = useQueryState('sort', parser)
  return { sort, setSort: (next: string) => void setSort(next) }
}

function isNothing(value: FilterValue): boolean {
  return value === null || value.length === 0
}

function writable(value: FilterValue): string | string[] | null {
  return Array.isArray(value) ? [...value] : (value as string | null)
}
