import { Address, Device } from '@/components/credential/device'
import { ownerName } from '@/components/credential/owner'
import { ReasonBadge } from '@/components/credential/reason-badge'
import type { DataColumn } from '@/components/table/columns'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'
import { count as written } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { RefusalRow } from '@/lib/queries/refusals'

export const refusalColumns: readonly DataColumn<RefusalRow>[] = [
  {
    id: 'time',
    header: 'Time',
    width: 'minmax(148px, 0.8fr)',
    hideable: false,
    line: 3,
    end: true,
    cell: ({ lastAt, count }) => (
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
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 'minmax(150px, 0.9fr)',
    hideable: false,
    line: 1,
    end: true,
    cell: ({ reason, word }) => <ReasonBadge reason={reason} word={word} />,
  },
  {
    id: 'person',
    header: 'Person',
    width: 'minmax(130px, 1.1fr)',
    line: 1,
    cell: ({ subject }) =>
      subject === null ? (
        <span className="text-muted">unknown</span>
      ) : (
        <span className="font-medium">{ownerName(subject)}</span>
      ),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 'minmax(80px, 0.5fr)',
    yields: true,
    cell: ({ kind }) => <span className="text-muted">{kind === null ? '–' : KIND_TEXTS[kind].label}</span>,
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(100px, 0.7fr)',
    line: 2,
    cell: ({ application }) => <span className="text-muted">{application.name}</span>,
  },
  {
    id: 'address',
    header: 'Address',
    width: 'minmax(126px, 0.8fr)',
    line: 3,
    cell: ({ ip }) => (
      <span className="text-muted">
        <Address address={ip} />
      </span>
    ),
  },
  {
    id: 'device',
    header: 'Device',
    width: 'minmax(130px, 0.8fr)',
    line: 2,
    end: true,
    yields: true,
    cell: ({ device }) => (
      <span className="text-muted">
        <Device device={device} />
      </span>
    ),
  },
  {
    id: 'reference',
    header: 'Reference',
    width: 'minmax(150px, 0.9fr)',
    yields: true,
    cell: ({ requestId }) =>
      requestId === null ? (
        <span className="text-faint">–</span>
      ) : (
        <span className="flex items-center gap-0.5">
          <span className="mono truncate text-muted">{requestId}</span>
          <CopyButton text={requestId} label="Copy the reference" />
        </span>
      ),
  },
]
