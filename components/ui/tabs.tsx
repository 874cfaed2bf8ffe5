'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export type TabsProps<Value extends string> = {
  label: string
  tabs: readonly { value: Value; label: ReactNode; panel: ReactNode }[]
  value?: Value
  defaultValue?: Value
  onValueChange?: (value: Value) => void
}

export function Tabs<Value extends string>({ label, tabs, value, defaultValue, onValueChange }: TabsProps<Value>) {
  const control = value === undefined ? { defaultValue: defaultValue ?? tabs[0]?.value ?? null } : { value }
  return (
    <Base.Root {...control} onValueChange={(next) => onValueChange?.(next)}>
      <Base.List aria-label={label} className="flex gap-4 border-b">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-8 items-center gap-1.5 border-transparent border-b-2 text-muted hover:text-ink data-active:border-ink data-active:font-medium data-active:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-3">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
