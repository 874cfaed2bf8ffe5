import { Address } from '@/components/credential/device'
import { Time } from '@/components/ui/time'
import type { AuditRow } from '@/lib/queries/audit'
import { withCells } from '../../_list/columns'
import { Actor } from './actor'
import { auditHeads } from './heads'
import { Seal } from './seal'

export const auditColumns = withCells<AuditRow, (typeof auditHeads)[number]>(auditHeads, {
  time: ({ at }) => <Time at={at} form="compact" className="text-muted" />,
  who: ({ actor }) => <Actor actor={actor} />,
  what: ({ sentence }) => <span title={sentence}>{sentence}</span>,
  application: ({ application }) => <span className="text-muted">{application?.name ?? '–'}</span>,
  address: ({ requestIp }) => (
    <span className="text-muted">
      <Address address={requestIp} />
    </span>
  ),
  seal: ({ seal }) => <Seal seal={seal} />,
})
