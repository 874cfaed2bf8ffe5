'use client'

import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { itemStyle, popupStyle } from './popup-style'

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  defaultOpen?: boolean
  children: ReactNode
}

export function Menu({ trigger, align = 'start', side = 'bottom', defaultOpen = false, children }: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50">
          <Base.Popup className={clsx(popupStyle, 'min-w-44')}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type ItemProps = {
  icon?: LucideIcon | undefined
  children: ReactNode
  danger?: boolean
  /** Why it cannot be used; it stays visible and says so. */
  disabledReason?: string | undefined
}

export function MenuItem({ onSelect, disabledReason, ...rest }: ItemProps & { onSelect: () => void }) {
  return (
    <Base.Item
      disabled={disabledReason !== undefined}
      onClick={onSelect}
      className={clsx(itemStyle, rest.danger && 'text-refused-ink')}
    >
      <ItemBody {...rest} disabledReason={disabledReason} />
    </Base.Item>
  )
}

export type MenuChoiceProps<Value extends string> = {
  label: string
  value: Value
  options: readonly { value: Value; label: string; icon?: LucideIcon }[]
  onValueChange: (value: Value) => void
}

/** One of several inside a menu. */
export function MenuChoice<Value extends string>({ label, value, options, onValueChange }: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-0.5 text-faint text-xs">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onValueChange}>
        {options.map(({ value: own, label: word, icon: Icon }) => (
          <Base.RadioItem key={own} value={own} className={itemStyle} closeOnClick>
            {Icon && <Icon size={15} strokeWidth={1.7} aria-hidden />}
            <span className="grow">{word}</span>
            <Base.RadioItemIndicator>
              <Check size={14} aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}

function ItemBody({ icon: Icon, children, disabledReason }: ItemProps) {
  return (
    <>
      {Icon && <Icon size={15} strokeWidth={1.7} aria-hidden />}
      <span>
        {children}
        {disabledReason && <span className="block text-xs">{disabledReason}</span>}
      </span>
    </>
  )
}
