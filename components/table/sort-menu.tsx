'use client'

import type { ComponentProps, ReactElement } from 'react'
import { Menu, MenuChoice } from '@/components/ui/menu'
import type { SortControlProps } from './sort-control'

type SortMenuProps = SortControlProps & { trigger: ReactElement<ComponentProps<'button'>> }

export function SortMenu({ options, value, onChange, trigger }: SortMenuProps) {
  return (
    <Menu align="end" trigger={trigger} defaultOpen>
      <MenuChoice label="Order" value={value} options={options} onValueChange={onChange} />
    </Menu>
  )
}
