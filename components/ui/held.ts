'use client'

import { useState } from 'react'

/** The value while open; afterwards the one it had last, so that a dialog on its way out does not change its question. */
export function useHeld<Value>(value: Value, open: boolean): Value {
  const [held, setHeld] = useState(value)
  if (open && held !== value) setHeld(value)
  return open ? value : held
}
