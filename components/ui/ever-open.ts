'use client'

import { useState } from 'react'

/** Whether it has been open since the page was loaded: what loads late stays mounted for its closing motion. */
export function useEverOpen(open: boolean): boolean {
  const [ever, setEver] = useState(open)
  if (open && !ever) setEver(true)
  return ever || open
}
