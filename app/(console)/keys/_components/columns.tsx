import { CredentialLife } from '@/components/credential/credential-life'
import { CredentialState } from '@/components/credential/credential-state'
import { ownerName } from '@/components/credential/owner'
import type { DataColumn } from '@/components/table/columns'
import { Time } from '@/components/ui/time'
import type { CredentialRow } from '@/lib/queries/credentials'

export const keyColumns: readonly DataColumn<CredentialRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(140px, 1.2fr)',
    hideable: false,
    line: 1,
    cell: ({ name, label }) => <span className="font-medium">{name ?? label}</span>,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'minmax(120px, 1.1fr)',
    line: 2,
    cell: ({ subject }) => (
      <span className="text-muted">
        {ownerName(subject)}
        {subject.type === 'service' && <span className="text-faint"> service</span>}
      </span>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(100px, 0.8fr)',
    line: 2,
    end: true,
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
    width: 'minmax(96px, 0.6fr)',
    line: 3,
    cell: ({ lastUsedAt, useCount }) => (
      <span className="text-muted">{useCount === 0 ? 'never' : <Time at={lastUsedAt} form="age" />}</span>
    ),
  },
  {
    id: 'scopes',
    header: 'Scopes',
    width: 'minmax(120px, 1.1fr)',
    yields: true,
    cell: ({ scopes }) =>
      scopes.length === 0 ? (
        <span className="text-faint">none</span>
      ) : (
        <span className="mono text-muted" title={scopes.join(' ')}>
          {scopes.join(' ')}
        </span>
      ),
  },
  {
    id: 'ends',
    header: 'Ends',
    width: 'minmax(108px, 0.7fr)',
    line: 3,
    end: true,
    yields: true,
    cell: ({ endsAt, state }) => (
      <span className="text-muted">{state === 'ended' ? '–' : <Time at={endsAt} none="never" />}</span>
    ),
  },
  {
    id: 'created',
    header: 'Created',
    width: 'minmax(110px, 0.7fr)',
    hidden: true,
    yields: true,
    cell: ({ issuedAt }) => <Time at={issuedAt} className="text-muted" />,
  },
]
