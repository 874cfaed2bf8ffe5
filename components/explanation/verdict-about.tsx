import Link from 'next/link'
import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import type { Explanation } from '@/lib/services/explanation'

/** What was judged: the request with its reference and origin, or the credential and the instant. */
export function VerdictAbout({ explanation, at }: { explanation: Explanation; at: Instant }) {
  const { recorded, credential, now } = explanation
  if (recorded !== null && at === recorded.judgedAt) {
    return (
      <p>
        Refusal <span className="mono text-ink">{recorded.requestId}</span> ·{' '}
        <Time at={recorded.judgedAt} form="absolute" />
        {recorded.ip !== null && <> · presented from {recorded.ip}</>}
        {recorded.country !== null && <>, {recorded.country}</>}
        {recorded.device !== null && <> · {recorded.device}</>}
        {recorded.count > 1 && <> · one of {recorded.count} alike within the hour</>}
      </p>
    )
  }
  if (credential === null) return <p>A pasted token, judged now</p>
  const href = credential.kind === 'session' ? routes.session(credential.id) : routes.key(credential.id)
  return (
    <p>
      <Link href={href} className="mono text-ink hover:underline">
        {credential.label}
      </Link>{' '}
      · {credential.application.name} · judged{' '}
      {at === now ? (
        'now'
      ) : (
        <>
          at <Time at={at} form="absolute" />
        </>
      )}
    </p>
  )
}
