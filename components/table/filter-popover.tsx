'use client'

import type { ComponentProps, ReactElement } from 'react'
import { Popover } from '@/components/ui/popover'
import { FilterEditor } from './filter-editor'
import type { FilterDefinition, FilterValue } from './filters'

type FilterPopoverProps = {
  definition: FilterDefinition
  value: FilterValue
  open: boolean
  onOpenChange: (open: boolean) => void
  onChange: (value: FilterValue) => void
  trigger: ReactElement<ComponentProps<'button'>>
}

export function FilterPopover({ definition, value, open, onOpenChange, onChange, trigger }: FilterPopoverProps) {
  return (
    <Popover label={`Filter: ${definition.label}`} open={open} onOpenChange={onOpenChange} trigger={trigger}>
      <FilterEditor definition={definition} value={value} onChange={onChange} onDone={() => onOpenChange(false)} />
    </Popover>
  )
}
