import clsx from 'clsx'
import type { ReactNode } from 'react'

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={clsx(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border bg-surface px-1 font-sans text-faint text-xs',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
