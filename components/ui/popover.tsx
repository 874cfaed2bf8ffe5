'use client'

import { Popover as Base } from '@base-ui/react/popover'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { popupStyle } from './popup-style'

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement
  /** Its accessible name. */
  label: string
  open?: boolean | undefined
  defaultOpen?: boolean
  onOpenChange?: ((open: boolean) => void) | undefined
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}

export function Popover(props: PopoverProps) {
  const { trigger, label, open, defaultOpen = false, onOpenChange, align = 'start', className, children } = props
  const control = open === undefined ? { defaultOpen } : { open }
  return (
    <Base.Root {...control} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup aria-label={label} className={clsx(popupStyle, 'min-w-52 max-w-[calc(100vw-1rem)]', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
