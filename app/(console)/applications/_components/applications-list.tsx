'use client'

import { useQuery } from '@tanstack/react-query'
import { AppWindow, Plug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { whyNotExport } from '@/components/credential/why-not'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { useFilters } from '@/components/table/use-filters'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { RoleBinding } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'
import { applicationsQuery } from '@/lib/queries/applications'
import { isRefused, requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { ApplicationSummary } from '@/lib/services/applications/browse'
import { NothingMatches } from '../../_list/nothing-matches'
import { useStale } from '../../_list/use-stale'
import { ListTools } from '../../_views/list-tools'
import { applicationColumns } from './columns'
import { applicationFilters, applicationsKey } from './filters'

/** Every application that matches at once: there are tens of them, not thousands. */
export function ApplicationsList({ bindings }: { bindings: readonly RoleBinding[] }) {
  const filters = useFilters(applicationFilters)
  const query = useQuery(applicationsQuery(applicationsKey(filters.values)))
  const stale = useStale(query)
  const router = useRouter()
  const rows = query.data ?? []
  return (
    <Page fill>
      <PageHeader
        title="Applications"
        counts={stale ? 'Loading…' : query.data && plural(rows.length, 'application')}
        actions={
          <ButtonLink variant="primary" icon={Plug} href={routes.connectApplication()}>
            Connect an application
          </ButtonLink>
        }
      />
      <FilterBar
        definitions={applicationFilters}
        filters={filters}
        tools={<ListTools list="applications" exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id="applications"
        label="Applications"
        columns={applicationColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        status={statusOf(query)}
        error={{ requestId: requestIdOf(query.error), retry: () => void query.refetch() }}
        empty={
          <NoApplications filtered={filters.count > 0} unreadable={isRefused(query.error)} onClear={filters.clear} />
        }
        total={{ count: rows.length, exact: true }}
        hasMore={false}
        loadMore={() => undefined}
        isLoadingMore={false}
        stale={stale}
        onOpen={(id) => router.push(routes.application(id))}
      />
    </Page>
  )
}

function statusOf({ isPending, data, error }: { isPending: boolean; data: unknown; error: unknown }) {
  if (isPending) return 'loading'
  // What was refused is no failure: its empty state says why.
  return data === undefined && !isRefused(error) ? 'error' : 'ready'
}

type NoApplicationsProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoApplications({ filtered, unreadable, onClear }: NoApplicationsProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={AppWindow}
        title="No application matches"
        next="Take a filter away. Names and audiences are found by their beginning."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={AppWindow}
      title="No application is yours to see"
      next="Connect one, or ask an owner for a role that reaches those you look after."
    />
  )
}

function idOf({ id }: ApplicationSummary): string {
  return id
}

function nameOf({ name }: ApplicationSummary): string {
  return name
}
