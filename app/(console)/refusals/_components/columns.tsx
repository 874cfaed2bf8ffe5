import { Address, Device } from '@/components/credential/device'
import { ownerName } from '@/components/credential/owner'
import { ReasonBadge } from '@/components/credential/reason-badge'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'
import { count as written } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { RefusalRow } from '@/lib/queries/refusals'
import { withCells } from '../../_list/columns'
import { refusalHeads } from './heads'

export const refusalColumns = withCells<RefusalRow, (typeof refusalHeads)[number]>(refusalHeads, {
  time: ({ lastAt, count }) => (
    <>
      <Time at={lastAt} form="age" />
      {count > 1 && (
        <span className="text-muted" title={`${written(count)} times`}>
          {' '}
          × {written(count)}
        </span>
      )}
    </>
  ),
  reason: ({ reason, word }) => <ReasonBadge reason={reason} word={word} />,
  person: ({ subject }) =>
    subject === null ? (
      <span className="text-muted">unknown</span>
    ) : (
      <span className="font-medium">{ownerName(subject)}</span>
    ),
  kind: ({ kind }) => <span className="text-muted">{kind === null ? '–' : KIND_TEXTS[kind].label}</span>,
  application: ({ application }) => <span className="text-muted">{application.name}</span>,
  address: ({ ip }) => (
    <span className="text-muted">
      <Address address={ip} />
    </span>
  ),
  device: ({ device }) => (
    <span className="text-muted">
      <Device device={device} />
    </span>
  ),
  reference: ({ requestId }) =>
    requestId === null ? (
      <span className="text-faint">–</span>
    ) : (
      <span className="flex items-center gap-0.5">
        <span className="mono truncate text-muted">{requestId}</span>
        <CopyButton text={requestId} label="Copy the reference" />
      </span>
    ),
})
