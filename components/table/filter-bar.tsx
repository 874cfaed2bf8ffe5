'use client'

import { Plus } from 'lucide-react'
import { lazy, type ReactNode, useState } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { FilterChip } from './filter-chip'
import { FILTER_ADD_ID, type FilterDefinition } from './filters'
import { SortControl, type SortControlProps } from './sort-control'
import type { Filters } from './use-filters'

export type FilterBarProps = {
  definitions: readonly FilterDefinition[]
  /** From `useFilters(definitions)`. */
  filters: Filters
  sort?: SortControlProps | undefined
  /** Beside the order: saved views, the export. */
  tools?: ReactNode
}

const load = () => import('./add-filter-menu')
const AddFilterMenu = lazy(() => load().then((module) => ({ default: module.AddFilterMenu })))

/** Filters that read as a sentence: "of Storefront · that are active · used in the last hour". */
export function FilterBar({ definitions, filters, sort, tools }: FilterBarProps) {
  const [adding, setAdding] = useState<string | null>(null)
  const isSet = ({ id }: FilterDefinition) => (filters.values[id]?.length ?? 0) > 0
  const shown = definitions.filter((definition) => isSet(definition) || definition.id === adding)
  const free = definitions.filter((definition) => !isSet(definition))
  return (
    <search aria-label="Filters" className="mb-2 flex shrink-0 flex-wrap items-center gap-1.5">
      {shown.map((definition) => (
        <FilterChip
          key={definition.id}
          definition={definition}
          value={filters.values[definition.id] ?? null}
          startOpen={definition.id === adding}
          onChange={(value) => filters.set(definition.id, value)}
          onClosed={() => setAdding(null)}
        />
      ))}
      {free.length > 0 && <AddFilter free={free} onAdd={setAdding} />}
      {filters.count > 1 && (
        <button type="button" onClick={filters.clear} className="h-6.5 px-1.5 text-muted hover:text-ink print:hidden">
          Clear
        </button>
      )}
      {(sort || tools) && (
        <div className="ml-auto flex items-center gap-1">
          {sort && <SortControl {...sort} />}
          {tools}
        </div>
      )}
    </search>
  )
}

function AddFilter(props: { free: readonly FilterDefinition[]; onAdd: (id: string) => void }) {
  const button = (
    <button
      type="button"
      id={FILTER_ADD_ID}
      className="inline-flex h-6.5 items-center gap-1 rounded-md border border-line-strong border-dashed px-2 text-muted hover:bg-hover hover:text-ink print:hidden"
    >
      <Plus size={13} aria-hidden />
      filter
    </button>
  )
  return (
    <OnDemand opens="menu" load={load} button={button}>
      {(trigger) => <AddFilterMenu {...props} trigger={trigger} />}
    </OnDemand>
  )
}
