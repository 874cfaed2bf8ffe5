import { CircleAlert, Info } from 'lucide-react'

export type DoorNoticeProps = {
  text: string
  /** Somebody was turned away just now. */
  refused?: boolean
}

/** Why the page is shown at all. */
export function DoorNotice({ text, refused = false }: DoorNoticeProps) {
  const Icon = refused ? CircleAlert : Info
  return (
    <div
      role={refused ? 'alert' : 'status'}
      className={
        refused
          ? 'mb-4 flex items-start gap-2 rounded-md bg-refused-soft px-3 py-2 text-refused-ink'
          : 'mb-4 flex items-start gap-2 rounded-md bg-raised px-3 py-2 text-ink'
      }
    >
      <Icon size={15} strokeWidth={1.7} className={`mt-0.5 shrink-0 ${refused ? '' : 'text-muted'}`} aria-hidden />
      <p>{text}</p>
    </div>
  )
}
