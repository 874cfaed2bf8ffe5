'use client'

import { KeyRound, Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Page, PageHeader } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { EndEverythingOfFilter } from '../../_acts/end-everything-of-filter'
import { CredentialTable } from '../../_credential/credential-table'
import { useCredentialActs } from '../../_credential/use-credential-acts'
import { useCredentialList } from '../../_credential/use-credential-list'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords } from '../../_list/reading'
import { keyColumns } from './columns'

const CreateKeyDialog = dynamic(() => import('./create-key-dialog').then((module) => module.CreateKeyDialog), {
  ssr: false,
})

export function KeysList({
  applications,
  bindings,
}: {
  applications: readonly ApplicationChoice[]
  bindings: readonly RoleBinding[]
}) {
  const list = useCredentialList('api_key', applications)
  const acts = useCredentialActs()
  const [creating, setCreating] = useState(false)
  const wanted = useEverOpen(creating)
  const create = (
    <Button
      variant="primary"
      icon={Plus}
      disabledReason={whyNotPermitted(bindings, 'keys.issue', 'create keys')}
      onClick={() => setCreating(true)}
    >
      Create key
    </Button>
  )
  return (
    <Page fill>
      <PageHeader
        title="API keys"
        counts={matchWords(list.total, list.reading.stale)}
        actions={
          <>
            <EndEverythingOfFilter values={list.filters.values} applications={applications} bindings={bindings} />
            {create}
          </>
        }
      />
      <CredentialTable
        kind="api_key"
        label="API keys"
        columns={keyColumns}
        list={list}
        bindings={bindings}
        acts={acts}
        empty={<NoKeys filtered={list.filtered} unreadable={list.unreadable} onClear={list.filters.clear} />}
      />
      {wanted && (
        <CreateKeyDialog
          open={creating}
          applications={applications}
          onClose={() => setCreating(false)}
          onCreated={() => void acts.refresh()}
        />
      )}
    </Page>
  )
}

type NoKeysProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoKeys({ filtered, unreadable, onClear }: NoKeysProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={KeyRound}
        title="No key matches"
        next="Take a filter away. Ended keys are found with the state “ended”."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={KeyRound}
      title="No key is live"
      next="Create one here, or let a connected application issue keys to its own people. Ended ones are found with the state “ended”."
    />
  )
}
