'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  width?: 'sm' | 'md' | 'lg'
  /** Neither Escape nor a click outside closes it, such as while a secret is shown. */
  insistent?: boolean
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' }

/** A question that must be answered before going on. Import it through next/dynamic where it is not always needed. */
export function Dialog({ open, onOpenChange, title, description, children, width = 'md', insistent }: DialogProps) {
  const change = (next: boolean) => {
    if (next || !insistent) onOpenChange(next)
  }
  return (
    <Base.Root open={open} onOpenChange={change} disablePointerDismissal={insistent ?? false}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            'fixed z-50 flex flex-col bg-surface text-ink shadow-lift outline-none transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0',
            'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-lg sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:max-h-[76dvh] sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-lg',
            widths[width],
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 grow pr-8">
              <Base.Title className="font-semibold text-lg">{title}</Base.Title>
              {description && <Base.Description className="text-muted">{description}</Base.Description>}
            </div>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pt-2 pb-5">{children}</div>
          {/* After the body, so that focus lands on the first question and not on the way out. */}
          {!insistent && (
            <Base.Close render={<IconButton icon={X} label="Close" className="absolute top-3 right-3" />} />
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
