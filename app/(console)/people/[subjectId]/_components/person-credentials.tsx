'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { DataTable } from '@/components/table/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Segmented } from '@/components/ui/segmented'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { PersonStory } from '@/lib/queries/people'
import { BulkButtons, selectedRows } from '../../../_credential/bulk-buttons'
import { CredentialSheet } from '../../../_credential/credential-sheet'
import type { CredentialActs } from '../../../_credential/use-credential-acts'
import { credentialName } from '../../../_credential/words'
import { personColumns } from './columns'

type Shown = 'live' | 'all'

export type PersonCredentialsProps = { person: PersonStory; bindings: readonly RoleBinding[]; acts: CredentialActs }

/** Their sessions and keys, the live ones first asked for. */
export function PersonCredentials({ person, bindings, acts }: PersonCredentialsProps) {
  const live = person.credentials.filter(({ state }) => state !== 'ended')
  const [shown, setShown] = useState<Shown>(live.length > 0 ? 'live' : 'all')
  const { openId, open, close } = useOpenId()
  const rows = shown === 'live' ? live : person.credentials
  const opened = person.credentials.find(({ id }) => id === openId)
  return (
    <Card
      title="Sessions and keys"
      note={summary(person.credentials, live, person.more)}
      aside={
        <Segmented
          label="Which to show"
          value={shown}
          onValueChange={setShown}
          options={[
            { value: 'live', label: 'Live' },
            { value: 'all', label: 'All' },
          ]}
        />
      }
    >
      <DataTable
        id="person"
        label="Sessions and keys"
        columns={personColumns}
        rows={rows}
        rowId={idOf}
        rowName={credentialName}
        status="ready"
        empty={
          <EmptyState
            icon={KeyRound}
            title={person.credentials.length === 0 ? 'Nothing was ever issued' : 'Nothing is live'}
            next={
              person.credentials.length === 0
                ? 'Sessions and keys of theirs appear here.'
                : 'Choose “All” for what has ended.'
            }
          />
        }
        total={{ count: rows.length, exact: true }}
        hasMore={false}
        loadMore={() => undefined}
        isLoadingMore={false}
        onOpen={open}
        openId={openId}
        bulkActions={(selection, clear) => (
          <BulkButtons selected={selectedRows(selection, rows)} bindings={bindings} acts={acts} clear={clear} />
        )}
        fit="card"
      />
      <CredentialSheet
        kind={opened?.kind === 'api_key' ? 'api_key' : 'session'}
        openId={openId}
        row={opened}
        bindings={bindings}
        acts={acts}
        onClose={close}
      />
    </Card>
  )
}

function idOf({ id }: CredentialRow): string {
  return id
}

function summary(all: readonly CredentialRow[], live: readonly CredentialRow[], more: boolean): string {
  const applications = new Set(live.map(({ application }) => application.id)).size
  const where = live.length === 0 ? '' : ` in ${plural(applications, 'application')}`
  return `${live.length} live${where} · ${more ? 'the newest ' : ''}${all.length} kept`
}
