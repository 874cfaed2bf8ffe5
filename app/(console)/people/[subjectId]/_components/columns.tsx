import { CredentialLife } from '@/components/credential/credential-life'
import { CredentialState } from '@/components/credential/credential-state'
import { Address, Device } from '@/components/credential/device'
import type { DataColumn } from '@/components/table/columns'
import { Time } from '@/components/ui/time'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialRow } from '@/lib/queries/credentials'

/** Sessions and keys in one list: what it is, where it is good for, how it stands. */
export const personColumns: readonly DataColumn<CredentialRow>[] = [
  {
    id: 'what',
    header: 'Credential',
    width: 'minmax(140px, 1.2fr)',
    hideable: false,
    line: 1,
    cell: ({ kind, name }) => (
      <>
        <span className="font-medium">{name ?? KIND_TEXTS[kind].label}</span>
        {name && <span className="text-muted"> {KIND_TEXTS[kind].noun}</span>}
      </>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(100px, 0.8fr)',
    line: 2,
    cell: ({ application }) => <span className="text-muted">{application.name}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 'minmax(148px, 0.9fr)',
    line: 1,
    end: true,
    cell: (row) => <CredentialState credential={row} />,
  },
  { id: 'life', header: 'Life', width: '190px', yields: true, cell: (row) => <CredentialLife credential={row} /> },
  {
    id: 'used',
    header: 'Last used',
    called: 'used',
    width: 'minmax(96px, 0.6fr)',
    line: 3,
    end: true,
    cell: ({ lastUsedAt, useCount, kind }) => (
      <span className="text-muted">
        {useCount === 0 && kind === 'api_key' ? 'never' : <Time at={lastUsedAt} form="age" />}
      </span>
    ),
  },
  {
    id: 'device',
    header: 'Device',
    width: 'minmax(130px, 0.9fr)',
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
]
