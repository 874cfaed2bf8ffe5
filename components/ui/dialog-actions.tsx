import type { ReactNode } from 'react'

/** The acts of a dialog, at its lower end: the way back first, the act last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2 max-sm:[&_button]:grow">{children}</div>
}
