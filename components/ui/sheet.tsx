'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useEverOpen } from './ever-open'

export type SheetProps = {
  open: boolean
  onClose: () => void
  /** Its accessible name: "Session of Ines Okafor". */
  label: string
  /** At the head, left of the buttons: usually the state badge. */
  badge?: ReactNode
  /** Where the same thing stands as a full page. */
  fullPageHref?: string | undefined
  children: ReactNode
}

const SheetPanel = dynamic(() => import('./sheet-panel').then((module) => module.SheetPanel), { ssr: false })

/** Detail beside the list (over it below 1280 px, the whole screen below 640 px). Loaded when first opened. */
export function Sheet(props: SheetProps) {
  return useEverOpen(props.open) ? <SheetPanel {...props} /> : null
}
