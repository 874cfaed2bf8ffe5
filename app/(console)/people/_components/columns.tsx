import { ownerName } from '@/components/credential/owner'
import { StateBadge } from '@/components/credential/state-badge'
import { Time } from '@/components/ui/time'
import { count } from '@/lib/format/count'
import type { SubjectSummary } from '@/lib/services/subjects/list'
import { withCells } from '../../_list/columns'
import { peopleHeads } from './heads'

export const peopleColumns = withCells<SubjectSummary, (typeof peopleHeads)[number]>(peopleHeads, {
  name: (row) => (
    <span className="font-medium">
      {ownerName(row)}
      {row.type === 'service' && <span className="font-normal text-faint"> service</span>}
    </span>
  ),
  mail: ({ email, externalId }) => (
    <span className={email === null ? 'mono text-muted' : 'text-muted'}>{email ?? externalId}</span>
  ),
  directory: ({ directory, environment }) => (
    <span className="text-muted">
      {directory}
      {environment === 'test' && <span className="text-faint"> test</span>}
    </span>
  ),
  state: ({ disabledSince }) =>
    disabledSince === null ? <span className="text-muted">enabled</span> : <StateBadge state="disabled" />,
  sessions: ({ liveSessions }) => <Figure value={liveSessions} />,
  keys: ({ liveKeys }) => <Figure value={liveKeys} />,
  seen: ({ lastSeenAt }) => <Time at={lastSeenAt} form="age" none="never" className="text-muted" />,
  refused: ({ refusedLastDay }) => <Figure value={refusedLastDay} />,
  known: ({ createdAt }) => <Time at={createdAt} className="text-muted" />,
})

/** Nothing stays quiet, so that the eye finds what is something. */
function Figure({ value }: { value: number }) {
  return <span className={value === 0 ? 'text-faint' : 'tabular-nums'}>{count(value)}</span>
}
