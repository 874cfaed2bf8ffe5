'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ComponentProps, type ReactElement, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { type NavCounts, NavList } from './nav-list'
import { OperatorMenu, type OperatorMenuProps } from './operator-menu'
import { Brand } from './rail'

type PanelProps = OperatorMenuProps & { counts: NavCounts; trigger: ReactElement<ComponentProps<'button'>> }

export function MobileMenuPanel({ counts, trigger, ...operator }: PanelProps) {
  const [open, setOpen] = useState(true)
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Base.Popup
          aria-label="Menu"
          className="fixed inset-y-0 left-0 z-50 flex w-72 flex-col bg-canvas px-2.5 py-3 text-ink shadow-lift outline-none transition-[translate] duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          <div className="mb-2 flex items-center justify-between">
            <Brand />
            <Base.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          <NavList counts={counts} onNavigate={() => setOpen(false)} />
          <div className="mt-auto">
            <OperatorMenu {...operator} />
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
