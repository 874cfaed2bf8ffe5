'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { buttonStyle } from './button-style'
import { IconButton } from './icon-button'
import { useNarrow } from './media-query'
import type { SheetProps } from './sheet'
import { Tooltip } from './tooltip'

/** The body of Sheet, with what it needs to trap and return focus. */
export function SheetPanel({ open, onClose, label, badge, fullPageHref, children }: SheetProps) {
  const narrow = useNarrow()
  const panel = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()} modal={narrow} disablePointerDismissal>
      <Base.Portal>
        <Base.Popup
          ref={panel}
          initialFocus={panel}
          aria-label={label}
          data-sheet=""
          className="fixed inset-y-0 right-0 z-30 flex w-full flex-col bg-surface text-ink outline-none transition-[opacity,translate] duration-150 data-ending-style:translate-x-2 data-ending-style:opacity-0 data-starting-style:translate-x-2 data-starting-style:opacity-0 sm:top-12 sm:w-98 sm:border-l max-xl:sm:shadow-lift"
        >
          <div className="flex h-13 shrink-0 items-center gap-1 pr-3 pl-5">
            <span className="mr-auto">{badge}</span>
            {fullPageHref && (
              <Tooltip label="Open as a page">
                <Link href={fullPageHref} aria-label="Open as a page" className={buttonStyle('quiet', 'icon')}>
                  <Maximize2 size={14} strokeWidth={1.7} aria-hidden />
                </Link>
              </Tooltip>
            )}
            <Base.Close render={<IconButton icon={X} label="Close" />} />
          </div>
          <div className="min-h-0 grow overflow-y-auto px-5 pb-8">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
