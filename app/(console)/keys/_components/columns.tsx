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
  scopes: ({ scopes }) => <Words words={scopes} none="none" />,
  tags: ({ tags }) => <Words words={tags} none="none" />,
  contact: ({ contact }) => <span className="text-muted">{contact ?? '–'}</span>,
  from: ({ allowedAddresses }) => <Words words={allowedAddresses} none="everywhere" />,
  ends: ({ endsAt, state }) => (
    <span className="text-muted">{state === 'ended' ? '–' : <Time at={endsAt} none="never" />}</span>
  ),
  created: ({ issuedAt }) => <Time at={issuedAt} className="text-muted" />,
})

function Words({ words, none }: { words: readonly string[]; none: string }) {
  if (words.length === 0) return <span className="text-faint">{none}</span>
  return (
    <span className="mono text-muted" title={words.join(' ')}>
      {words.join(' ')}
    </span>
  )
}
