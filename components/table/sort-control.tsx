'use client'

import { ArrowDownWideNarrow } from 'lucide-react'
import { lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import type { SortOption } from './filters'

export type SortControlProps = {
  /** Each says its order in words: "newest use first". */
  options: readonly SortOption[]
  value: string
  onChange: (value: string) => void
}

const load = () => import('./sort-menu')
const SortMenu = lazy(() => load().then((module) => ({ default: module.SortMenu })))

export function SortControl(props: SortControlProps) {
  const current = props.options.find((option) => option.value === props.value)
  const button = (
    <button
      type="button"
      className="inline-flex h-6.5 items-center gap-1.5 rounded-md px-1.5 text-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover"
    >
      <ArrowDownWideNarrow size={14} strokeWidth={1.7} aria-hidden />
      <span className="sr-only">Order: </span>
      {current?.label ?? props.value}
    </button>
  )
  return (
    <OnDemand opens="menu" load={load} button={button}>
      {(trigger) => <SortMenu {...props} trigger={trigger} />}
    </OnDemand>
  )
}
