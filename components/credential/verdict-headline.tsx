import type { ReactNode } from 'react'
import { VerdictBadge } from '@/components/credential/state-badge'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'

export interface VerdictHeadlineProps {
  readonly active: boolean
  /** The reason in a word or two; null when active. */
  readonly reason: string | null
  /** The whole answer in one sentence: "The session was idle for 31 minutes. The limit is 30." */
  readonly sentence: string
  /** Where the limit or the act comes from, and when. */
  readonly detail: ReactNode
  /** What was judged: request, instant, address, device. */
  readonly about: ReactNode
  readonly actions?: ReactNode
}

/** The sentence an operator reads first. Everything below it is proof. */
export function VerdictHeadline({ active, reason, sentence, detail, about, actions }: VerdictHeadlineProps) {
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0 basis-full text-muted">{about}</div>
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex items-center gap-2.5">
          <VerdictBadge active={active} />
          {reason !== null && <Badge tone="ended">{reason}</Badge>}
        </p>
        <h1 className="mt-2.5 mb-1.5 text-balance font-semibold text-xl tracking-tight sm:text-2xl">{sentence}</h1>
        <div className="text-base text-muted">{detail}</div>
      </div>
      {actions && <div className="flex flex-wrap gap-2.5">{actions}</div>}
    </header>
  )
}

export interface VerdictAdviceProps {
  /** What the person who holds it should do. */
  readonly holder: string
  /** What the operator should look at. */
  readonly operator: string
  /** A sentence that may be sent as it is. */
  readonly customer: string
}

/** What to do next, for three people at once. */
export function VerdictAdvice({ holder, operator, customer }: VerdictAdviceProps) {
  return (
    <div className="grid gap-3 md:grid-cols-3">
      <Advice title="What the person should do">{holder}</Advice>
      <Advice title="What to check">{operator}</Advice>
      <Advice title="Say this to the customer" aside={<CopyButton text={customer} label="Copy the sentence" />}>
        “{customer}”
      </Advice>
    </div>
  )
}

function Advice({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="relative rounded-lg border bg-surface px-3.5 py-3">
      <h2 className="pr-8 text-muted text-xs">{title}</h2>
      <p className="mt-1">{children}</p>
      {aside && <div className="absolute top-1.5 right-1.5">{aside}</div>}
    </section>
  )
}
