'use client'

import dynamic from 'next/dynamic'
import { type ReactElement, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react'

export type TooltipProps = {
  label: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** One element that can be hovered and focused, such as a Button. */
  children: ReactElement
}

const DELAY_MILLISECONDS = 350

const TooltipPopup = dynamic(() => import('./tooltip-popup').then((module) => module.TooltipPopup), { ssr: false })

/**
 * Words on hover and focus. It is for eyes only: the element must have its own accessible name and description.
 * What positions it is loaded when it is first shown.
 */
export function Tooltip({ label, side = 'top', children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hide = () => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  const show = (event: SyntheticEvent<HTMLElement>, delay: number) => {
    const element = event.currentTarget.firstElementChild
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(element), delay)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the element inside is the control */}
      <span
        className="contents"
        onPointerEnter={(event) => event.pointerType !== 'touch' && show(event, DELAY_MILLISECONDS)}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={(event) => event.target.matches(':focus-visible') && show(event, 0)}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
      </span>
      {anchor && <TooltipPopup anchor={anchor} label={label} side={side} onClose={hide} />}
    </>
  )
}
