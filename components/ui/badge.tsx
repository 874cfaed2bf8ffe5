import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { softTone, type Tone } from './tone'

export type BadgeProps = { tone?: Tone; icon?: LucideIcon; children: ReactNode; className?: string }

export function Badge({ tone = 'neutral', icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1.25 whitespace-nowrap rounded-sm px-1.75 font-medium text-xs',
        softTone[tone],
        className,
      )}
    >
      {Icon && <Icon size={12} strokeWidth={2} aria-hidden className="[&_rect]:fill-current" />}
      {children}
    </span>
  )
}
