'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { TooltipProps } from './tooltip'

type TooltipPopupProps = Required<Pick<TooltipProps, 'label' | 'side'>> & { anchor: Element; onClose: () => void }

/** Hidden from assistive technology: what it says stands in the element's own name or description. */
export function TooltipPopup({ anchor, label, side, onClose }: TooltipPopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal aria-hidden>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="z-60">
          <Base.Popup className="inverse max-w-72 rounded-sm bg-surface px-2 py-1 text-ink text-xs shadow-lift transition-opacity duration-100 data-starting-style:opacity-0">
            {label}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
