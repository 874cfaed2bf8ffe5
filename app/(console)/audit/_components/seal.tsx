import { Hourglass, Link2 } from 'lucide-react'
import { count } from '@/lib/format/count'
import type { AuditRow } from '@/lib/queries/audit'

/** The place an entry has in the chain, or that the sealer has yet to give it one. */
export function Seal({ seal }: Pick<AuditRow, 'seal'>) {
  const Icon = seal === null ? Hourglass : Link2
  return (
    <span className={`inline-flex items-center gap-1.5 ${seal === null ? 'text-soon-ink' : 'text-muted'}`}>
      <Icon size={13} strokeWidth={1.7} className="shrink-0 text-faint" aria-hidden />
      {seal === null ? 'unsealed' : <span className="tabular-nums">{count(seal.position)}</span>}
    </span>
  )
}
