import { CredentialLife } from '@/components/credential/credential-life'
import { CredentialState } from '@/components/credential/credential-state'
import { Address, Device } from '@/components/credential/device'
import { ownerName } from '@/components/credential/owner'
import { Time } from '@/components/ui/time'
import type { CredentialRow } from '@/lib/queries/credentials'
import { withCells } from '../../_list/columns'
import { sessionHeads } from './heads'

export const sessionColumns = withCells<CredentialRow, (typeof sessionHeads)[number]>(sessionHeads, {
  person: ({ subject }) => <span className="font-medium">{ownerName(subject)}</span>,
  state: (row) => <CredentialState credential={row} />,
  life: (row) => <CredentialLife credential={row} />,
  used: ({ lastUsedAt }) => <Time at={lastUsedAt} form="age" className="text-muted" />,
  device: ({ device }) => (
    <span className="text-muted">
      <Device device={device} />
    </span>
  ),
  address: ({ lastUsedIp, createdIp }) => (
    <span className="text-muted">
      <Address address={lastUsedIp ?? createdIp} />
    </span>
  ),
  application: ({ application }) => <span className="text-muted">{application.name}</span>,
  mail: ({ subject }) => <span className="text-muted">{subject.email ?? '–'}</span>,
  begun: ({ signedInAt }) => <Time at={signedInAt} className="text-muted" />,
})
