import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

export type CardProps = {
  title?: ReactNode
  /** Quiet words beside the title. */
  note?: ReactNode
  /** At the right end of the title line. */
  aside?: ReactNode
  children: ReactNode
  className?: string
}

export function Card({ title, note, aside, children, className }: CardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={clsx('rounded-lg border bg-surface px-4 py-3.5', className)}
    >
      {title && (
        <header className="mb-2 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {note && <p className="text-muted">{note}</p>}
          {aside && <div className="ml-auto text-muted">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
