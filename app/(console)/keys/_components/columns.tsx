import { CredentialLife } from '@/components/credential/credential-life'
import { CredentialState } from '@/components/credential/credential-state'
import { ownerName } from '@/components/credential/owner'
import { Time } from '@/components/ui/time'
import type { CredentialRow } from '@/lib/queries/credentials'
import { withCells } from '../../_list/columns'
import { keyHeads } from './heads'

export const keyColumns = withCells<CredentialRow, (typeof keyHeads)[number]>(keyHeads, {
  name: ({ name, label }) => <span className="font-medium">{name ?? label}</span>,
  owner: ({ subject }) => (
    <span className="text-muted">
      {ownerName(subject)}
      {subject.type === 'service' && <span className="text-faint"> service</span>}
    </span>
  ),
  application: ({ application }) => <span className="text-muted">{application.name}</span>,
  state: (row) => <CredentialState credential={row} />,
  life: (row) => <CredentialLife credential={row} />,
  used: ({ lastUsedAt, useCount }) => (
    <span className="text-muted">{useCount === 0 ? 'never' : <Time at={lastUsedAt} form="age" />}</span>
  ),
  scopes: ({ scopes }) =>
    scopes.length === 0 ? (
      <span className="text-faint">none</span>
    ) : (
      <span className="mono text-muted" title={scopes.join(' ')}>
        {scopes.join(' ')}
      </span>
    ),
  ends: ({ endsAt, state }) => (
    <span className="text-muted">{state === 'ended' ? '–' : <Time at={endsAt} none="never" />}</span>
  ),
  created: ({ issuedAt }) => <Time at={issuedAt} className="text-muted" />,
})
