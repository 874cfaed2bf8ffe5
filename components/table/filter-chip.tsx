'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { type ComponentProps, cloneElement, lazy, Suspense, useState } from 'react'
import { chipStyle } from '@/components/ui/chip'
import { useZone } from '@/components/ui/clock'
import { useEverOpen } from '@/components/ui/ever-open'
import { timeRangeWords } from '@/lib/format/time-range'
import type { FilterDefinition, FilterValue } from './filters'

const FilterPopover = lazy(() => import('./filter-popover').then((module) => ({ default: module.FilterPopover })))

type FilterChipProps = {
  definition: FilterDefinition
  value: FilterValue
  startOpen: boolean
  onChange: (value: FilterValue) => void
  onClosed: () => void
}

/** One filter: its words open the editor, its cross takes it away. */
export function FilterChip({ definition, value, startOpen, onChange, onClosed }: FilterChipProps) {
  const [open, setOpen] = useState(startOpen)
  const zone = useZone()
  const toggle = (next: boolean) => {
    setOpen(next)
    if (!next) onClosed()
  }
  const words = filterWords(definition, value, zone)
  const everOpen = useEverOpen(open)
  const button = <ChipWords lead={definition.lead} words={words} mono={definition.kind === 'cidr'} />
  return (
    <span
      className={clsx(
        chipStyle,
        'border-line bg-surface pr-0.5 hover:border-line-strong has-data-popup-open:border-gold',
      )}
    >
      {everOpen ? (
        <Suspense fallback={button}>
          <FilterPopover
            definition={definition}
            value={value}
            open={open}
            onOpenChange={toggle}
            onChange={onChange}
            trigger={button}
          />
        </Suspense>
      ) : (
        cloneElement(button, { onClick: () => toggle(true), 'aria-haspopup': 'dialog', 'aria-expanded': false })
      )}
      <button
        type="button"
        aria-label={`Remove the filter ${definition.lead} ${words}`}
        onClick={() => {
          onChange(null)
          toggle(false)
        }}
        className="grid size-6 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink print:hidden"
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}

type ChipWordsProps = ComponentProps<'button'> & { lead: string; words: string; mono: boolean }

function ChipWords({ lead, words, mono, ...rest }: ChipWordsProps) {
  return (
    <button {...rest} type="button" className="flex min-w-0 items-center gap-1.5 rounded-xs">
      <span className="text-faint">{lead}</span>
      <span className={clsx('truncate font-medium', mono && 'mono')}>{words || '…'}</span>
    </button>
  )
}

/** The value as the chip says it. */
function filterWords(definition: FilterDefinition, value: FilterValue, zone: string): string {
  if (value === null || value.length === 0) return ''
  if (definition.kind === 'time') return timeRangeWords(String(value), zone)
  if (definition.kind === 'one' || definition.kind === 'many') {
    const chosen = typeof value === 'string' ? [value] : value
    const labels = chosen.map((one) => definition.options.find((option) => option.value === one)?.label ?? one)
    return labels.join(' or ')
  }
  return String(value)
}
