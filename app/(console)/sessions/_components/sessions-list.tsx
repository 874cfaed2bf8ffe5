'use client'

import { MonitorSmartphone } from 'lucide-react'
import { Page, PageHeader } from '@/components/shell/page'
import { EmptyState } from '@/components/ui/empty-state'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { EndEverythingOfFilter } from '../../_acts/end-everything-of-filter'
import { CredentialTable } from '../../_credential/credential-table'
import { useCredentialActs } from '../../_credential/use-credential-acts'
import { useCredentialList } from '../../_credential/use-credential-list'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords } from '../../_list/reading'
import { sessionColumns } from './columns'

export function SessionsList({
  applications,
  bindings,
}: {
  applications: readonly ApplicationChoice[]
  bindings: readonly RoleBinding[]
}) {
  const list = useCredentialList('session', applications)
  const acts = useCredentialActs()
  return (
    <Page fill>
      <PageHeader
        title="Sessions"
        counts={matchWords(list.total, list.reading.stale)}
        actions={<EndEverythingOfFilter values={list.filters.values} applications={applications} bindings={bindings} />}
      />
      <CredentialTable
        kind="session"
        label="Sessions"
        columns={sessionColumns}
        list={list}
        bindings={bindings}
        acts={acts}
        empty={<NoSessions filtered={list.filtered} unreadable={list.unreadable} onClear={list.filters.clear} />}
      />
    </Page>
  )
}

type NoSessionsProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoSessions({ filtered, unreadable, onClear }: NoSessionsProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={MonitorSmartphone}
        title="No session matches"
        next="Take a filter away. Ended sessions are found with the state “ended”."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={MonitorSmartphone}
      title="No session is live"
      next="Sessions appear here as soon as a connected application signs somebody in. Ended ones are found with the state “ended”."
    />
  )
}
