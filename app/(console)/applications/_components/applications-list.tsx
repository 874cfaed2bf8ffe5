'use client'

import { useQuery } from '@tanstack/react-query'
import { AppWindow, Plug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { plural } from '@/lib/format/count'
import { applicationsQuery } from '@/lib/queries/applications'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { ApplicationSummary } from '@/lib/services/applications/browse'
import { applicationColumns } from './columns'

/** Every application at once: there are tens of them, not thousands. */
export function ApplicationsList() {
  const query = useQuery(applicationsQuery())
  const router = useRouter()
  const rows = query.data ?? []
  return (
    <Page fill>
      <PageHeader
        title="Applications"
        counts={query.data && plural(rows.length, 'application')}
        actions={
          <ButtonLink variant="primary" icon={Plug} href={routes.connectApplication()}>
            Connect an application
          </ButtonLink>
        }
      />
      <DataTable
        id="applications"
        label="Applications"
        columns={applicationColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={{ requestId: requestIdOf(query.error), retry: () => void query.refetch() }}
        empty={
          <EmptyState
            icon={AppWindow}
            title="No application is yours to see"
            next="Connect one, or ask an owner for a role that reaches those you look after."
          />
        }
        total={{ count: rows.length, exact: true }}
        hasMore={false}
        loadMore={() => undefined}
        isLoadingMore={false}
        onOpen={(id) => router.push(routes.application(id))}
      />
    </Page>
  )
}

function idOf({ id }: ApplicationSummary): string {
  return id
}

function nameOf({ name }: ApplicationSummary): string {
  return name
}
