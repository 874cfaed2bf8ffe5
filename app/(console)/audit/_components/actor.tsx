import { AppWindow, Cog, type LucideIcon, User } from 'lucide-react'
import type { ActorType } from '@/lib/core/credential'
import type { AuditRow } from '@/lib/queries/audit'

const LOOKS: Readonly<Record<ActorType, { icon: LucideIcon; word: string }>> = {
  operator: { icon: User, word: 'operator' },
  application: { icon: AppWindow, word: 'application' },
  system: { icon: Cog, word: 'Assay itself' },
}

/** Who did it: a person at the console, an application, or Assay itself. */
export function Actor({ actor: { type, name } }: Pick<AuditRow, 'actor'>) {
  const { icon: Icon, word } = LOOKS[type]
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon size={13} strokeWidth={1.7} className="shrink-0 text-faint" aria-hidden />
      <span className="truncate font-medium">{name}</span>
      <span className="sr-only">{word}</span>
    </span>
  )
}
