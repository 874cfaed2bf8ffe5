import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type EmptyStateProps = {
  icon?: LucideIcon | undefined
  title: string
  /** What to do next, in a sentence. */
  next: ReactNode
  action?: ReactNode
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'p'
}

export function EmptyState({ icon: Icon, title, next, action, heading: Heading = 'p' }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-14 text-center">
      {Icon && <Icon size={22} strokeWidth={1.5} className="mb-2 text-faint" aria-hidden />}
      <Heading className="font-semibold text-base">{title}</Heading>
      <div className="text-muted">{next}</div>
      {action && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  )
}
