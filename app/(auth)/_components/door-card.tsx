import type { ReactNode } from 'react'

export type DoorCardProps = {
  title: string
  /** What one does here, in a sentence. */
  lead?: ReactNode
  /** Quiet words below the card. */
  foot?: ReactNode
  children: ReactNode
}

export function DoorCard({ title, lead, foot, children }: DoorCardProps) {
  return (
    <>
      <section aria-labelledby="door-title" className="rounded-lg border bg-surface px-6 py-5.5 max-sm:px-4.5">
        <h1 id="door-title" className="font-semibold text-xl tracking-[-0.01em]">
          {title}
        </h1>
        {lead && <p className="mt-1 text-muted">{lead}</p>}
        <div className="mt-4.5">{children}</div>
      </section>
      {foot && <p className="mt-3.5 text-balance px-2 text-center text-faint text-xs">{foot}</p>}
    </>
  )
}

/** The one act of the page, as wide as its fields. */
export const doorForm = '[&>div:last-child>button]:h-9 [&>div:last-child>button]:grow'
