import { CircleAlert, CircleCheck, CircleSlash, Clock } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { NoticeState } from '@/lib/core/notice'
import { NOTICE_STATE_WORDS, NOTICE_TEXTS, NOTICE_WHY_WORDS } from '@/lib/locale/en/notices'
import { routes } from '@/lib/routes'
import type { RecentNotice } from '@/lib/services/notices/read-settings'

/** The last mails with what became of each. Neither address nor words are kept, so neither is shown. */
export function RecentNotices({ notices }: { notices: readonly RecentNotice[] }) {
  return (
    <Card title="Last mails" note="Newest first; the words are written when a mail is sent, and not kept.">
      {notices.length === 0 && <p className="text-muted">None yet. They appear here as soon as one is queued.</p>}
      <ul className="divide-y">
        {notices.map((notice) => (
          <li key={notice.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <State state={notice.state} />
            <span className="font-medium">{NOTICE_TEXTS[notice.kind].label}</span>
            <Recipient notice={notice} />
            <span className="text-muted">{whyOf(notice)}</span>
            <Time at={notice.createdAt} className="ml-auto text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  )
}

const STATES = {
  queued: { tone: 'held', icon: Clock },
  sent: { tone: 'active', icon: CircleCheck },
  failed: { tone: 'refused', icon: CircleAlert },
  skipped: { tone: 'ended', icon: CircleSlash },
} as const satisfies Record<NoticeState, object>

function State({ state }: { state: NoticeState }) {
  const { tone, icon } = STATES[state]
  return (
    <Badge tone={tone} icon={icon}>
      {NOTICE_STATE_WORDS[state]}
    </Badge>
  )
}

function Recipient({ notice: { recipient, applicationName } }: { notice: RecentNotice }) {
  const of = applicationName === null ? '' : ` · ${applicationName}`
  if (recipient.type === 'operator' || recipient.type === 'invitation') return <span>to {recipient.name}</span>
  const [to, href] =
    recipient.type === 'contact' ? ['to the contact of', routes.key(recipient.id)] : ['to', routes.person(recipient.id)]
  return (
    <span>
      {to}{' '}
      <Link href={href} className="underline decoration-line-strong underline-offset-2">
        {recipient.name}
      </Link>
      {of}
    </span>
  )
}

function whyOf({ state, why, attempts }: RecentNotice): string {
  const words = why === null ? '' : NOTICE_WHY_WORDS[why]
  if (state === 'queued' && attempts > 0 && words !== '') return `${words}; tried ${attempts} times, tried again`
  return words
}
