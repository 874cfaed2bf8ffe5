import type { LucideIcon } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export type NothingMatchesProps = {
  icon: LucideIcon
  /** "No session matches". */
  title: string
  next: string
  /** What was asked for cannot be meant. */
  unreadable: boolean
  onClear: () => void
}

/** A list that is empty because of its filters. */
export function NothingMatches({ icon, title, next, unreadable, onClear }: NothingMatchesProps) {
  return (
    <EmptyState
      icon={icon}
      title={unreadable ? 'These filters cannot be read' : title}
      next={unreadable ? 'Check the address: write it like 203.0.113.7 or 203.0.113.0/24.' : next}
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  )
}
