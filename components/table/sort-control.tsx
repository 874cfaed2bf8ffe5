'use client'

import { ArrowDownWideNarrow } from 'lucide-react'
import { Menu, MenuChoice } from '@/components/ui/menu'
import type { SortOption } from './filters'

export type SortControlProps = {
  /** Each says its order in words: "newest use first". */
  options: readonly SortOption[]
  value: string
  onChange: (value: string) => void
}

export function SortControl({ options, value, onChange }: SortControlProps) {
  const current = options.find((option) => option.value === value)
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="inline-flex h-6.5 items-center gap-1.5 rounded-md px-1.5 text-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover"
        >
          <ArrowDownWideNarrow size={14} strokeWidth={1.7} aria-hidden />
          <span className="sr-only">Order: </span>
          {current?.label ?? value}
        </button>
      }
    >
      <MenuChoice label="Order" value={value} options={options} onValueChange={onChange} />
    </Menu>
  )
}
