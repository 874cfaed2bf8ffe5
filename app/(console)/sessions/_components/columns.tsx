import { CredentialLife } from '@/components/credential/credential-life'
import { CredentialState } from '@/components/credential/credential-state'
import { Address, Device } from '@/components/credential/device'
import { ownerName } from '@/components/credential/owner'
import type { DataColumn } from '@/components/table/columns'
import { Time } from '@/components/ui/time'
import type { CredentialRow } from '@/lib/queries/credentials'

export const sessionColumns: readonly DataColumn<CredentialRow>[] = [
  {
    id: 'person',
    header: 'Person',
    width: 'minmax(140px, 1.3fr)',
    hideable: false,
    line: 1,
    cell: ({ subject }) => <span className="font-medium">{ownerName(subject)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 'minmax(148px, 0.9fr)',
    line: 1,
    end: true,
    cell: (row) => <CredentialState credential={row} />,
  },
  { id: 'life', header: 'Life', width: '190px', cell: (row) => <CredentialLife credential={row} /> },
  {
    id: 'used',
    header: 'Last used',
    width: 'minmax(88px, 0.6fr)',
    line: 3,
    end: true,
    cell: ({ lastUsedAt }) => <Time at={lastUsedAt} form="age" className="text-muted" />,
  },
  {
    id: 'device',
    header: 'Device',
    width: 'minmax(136px, 1fr)',
    line: 2,
    yields: true,
    cell: ({ device }) => (
      <span className="text-muted">
        <Device device={device} />
      </span>
    ),
  },
  {
    id: 'address',
    header: 'Address',
    width: 'minmax(120px, 0.8fr)',
    line: 3,
    yields: true,
    cell: ({ lastUsedIp, createdIp }) => (
      <span className="text-muted">
        <Address address={lastUsedIp ?? createdIp} />
      </span>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(110px, 0.8fr)',
    line: 2,
    end: true,
    yields: true,
    cell: ({ application }) => <span className="text-muted">{application.name}</span>,
  },
  {
    id: 'mail',
    header: 'Mail',
    width: 'minmax(160px, 1fr)',
    hidden: true,
    yields: true,
    cell: ({ subject }) => <span className="text-muted">{subject.email ?? '–'}</span>,
  },
  {
    id: 'begun',
    header: 'Signed in',
    width: 'minmax(110px, 0.7fr)',
    hidden: true,
    yields: true,
    cell: ({ signedInAt }) => <Time at={signedInAt} className="text-muted" />,
  },
]
