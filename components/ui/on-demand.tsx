'use client'

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react'

export type OnDemandProps = {
  /** The button alone, without what it opens. */
  button: ReactElement<ComponentProps<'button'>>
  opens: 'menu' | 'dialog'
  /** Fetches the code of what it opens: `() => import('./sort-menu')`. It is called on hover and focus too. */
  load: () => Promise<unknown>
  /** The popup with the same button as its trigger, from `lazy(load)`, open at first. */
  children: (button: ReactElement<ComponentProps<'button'>>) => ReactNode
}

/** A button whose popup is loaded when it is first wanted, so that menus weigh nothing before. */
export function OnDemand({ button, opens, load, children }: OnDemandProps) {
  const [wanted, setWanted] = useState(false)
  const closed = cloneElement(button, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  })
  return wanted ? <Suspense fallback={closed}>{children(button)}</Suspense> : closed
}
