import { StateBadge } from '@/components/credential/state-badge'
import { Badge } from '@/components/ui/badge'
import { count, total } from '@/lib/format/count'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import type { ApplicationSummary } from '@/lib/services/applications/browse'
import { withCells } from '../../_list/columns'
import { applicationHeads } from './heads'

export const applicationColumns = withCells<ApplicationSummary, (typeof applicationHeads)[number]>(applicationHeads, {
  name: ({ name, builtIn }) => (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate font-medium">{name}</span>
      {builtIn && <Badge>built in</Badge>}
    </span>
  ),
  slug: ({ slug }) => <span className="mono text-muted">{slug}</span>,
  environment: ({ environment }) => <span className="text-muted">{ENVIRONMENT_TEXTS[environment].label}</span>,
  directory: ({ directory }) => <span className="text-muted">{directory}</span>,
  owners: ({ owners }) =>
    owners.length === 0 ? <span className="text-faint">nobody</span> : <span>{owners.join(', ')}</span>,
  state: ({ disabledSince }) =>
    disabledSince === null ? <span className="text-muted">enabled</span> : <StateBadge state="disabled" />,
  sessions: ({ sessions }) => <span className="text-muted tabular-nums">{total(sessions)}</span>,
  keys: ({ keys }) => <span className="text-muted tabular-nums">{total(keys)}</span>,
  refused: ({ refusedLastDay }) => (
    <span className={refusedLastDay === 0 ? 'text-faint' : 'tabular-nums'}>{count(refusedLastDay)}</span>
  ),
})
