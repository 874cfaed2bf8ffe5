import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export const chipStyle =
  'inline-flex h-6.5 max-w-full items-center gap-1.5 rounded-md border px-2.25 text-sm whitespace-nowrap'

export type ChipProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** The quiet word before the value: "of", "that are". */
  lead?: string
  selected?: boolean
  children: ReactNode
}

/** A choice among few, such as a preset. For filters use FilterBar. */
export function Chip({ lead, selected = false, className, children, ...rest }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      {...rest}
      className={clsx(
        chipStyle,
        selected ? 'border-gold bg-gold-soft' : 'border-line bg-surface hover:bg-hover',
        className,
      )}
    >
      {lead && <span className="text-faint">{lead}</span>}
      <span className="truncate font-medium">{children}</span>
    </button>
  )
}
