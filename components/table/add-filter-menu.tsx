'use client'

import type { ComponentProps, ReactElement } from 'react'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { FilterDefinition } from './filters'

type AddFilterMenuProps = {
  free: readonly FilterDefinition[]
  onAdd: (id: string) => void
  trigger: ReactElement<ComponentProps<'button'>>
}

export function AddFilterMenu({ free, onAdd, trigger }: AddFilterMenuProps) {
  return (
    <Menu trigger={trigger} defaultOpen>
      {free.map(({ id, label }) => (
        <MenuItem key={id} onSelect={() => onAdd(id)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
