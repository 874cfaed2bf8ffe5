'use client'

import { ScrollText } from 'lucide-react'
import { useMemo } from 'react'
import { whyNotExport } from '@/components/credential/why-not'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { useFilters } from '@/components/table/use-filters'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveDot } from '@/components/ui/live-dot'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import { AUDIT_POLL_MILLISECONDS, type AuditRow, auditQuery, pollAudit } from '@/lib/queries/audit'
import { isRefused } from '@/lib/queries/http'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords, readingOf } from '../../_list/reading'
import { useLivePages } from '../../_list/use-live-pages'
import { useStale } from '../../_list/use-stale'
import { ListTools } from '../../_views/list-tools'
import { auditColumns } from './columns'
import { EntrySheet } from './entry-sheet'
import { type AuditOptions, auditFilters, auditKey } from './filters'

export function AuditList({ options, bindings }: { options: AuditOptions; bindings: readonly RoleBinding[] }) {
  const definitions = useMemo(() => auditFilters(options), [options])
  const filters = useFilters(definitions)
  const search = auditKey(filters.values)
  const { query, rows, ...live } = useLivePages(
    auditQuery(search),
    (signal) => pollAudit(search, signal),
    AUDIT_POLL_MILLISECONDS,
  )
  const stale = useStale(query)
  const { openId, open, close } = useOpenId()
  return (
    <Page fill>
      <PageHeader
        title="Audit"
        counts={matchWords(live.total, stale)}
        actions={<LiveDot updatedAt={live.updatedAt} state={live.behind ? 'behind' : 'live'} />}
      />
      <FilterBar
        definitions={definitions}
        filters={filters}
        tools={<ListTools list="audit" exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id="audit"
        label="Audit"
        columns={auditColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        {...readingOf(query, search)}
        stale={stale}
        empty={<NoEntries filtered={filters.count > 0} unreadable={isRefused(query.error)} onClear={filters.clear} />}
        total={live.total}
        onOpen={open}
        openId={openId}
        live
      />
      <EntrySheet
        openId={openId}
        row={rows.find(({ id }) => id === openId)}
        onOpen={open}
        onAct={(correlationId) => filters.set('together', correlationId)}
        onClose={close}
      />
    </Page>
  )
}

function idOf({ id }: AuditRow): string {
  return id
}

function nameOf({ actor, sentence }: AuditRow): string {
  return `${actor.name} ${sentence}`
}

type NoEntriesProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoEntries({ filtered, unreadable, onClear }: NoEntriesProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={ScrollText}
        title="No entry matches"
        next="Take a filter away, or look further back. New ones appear here by themselves."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={ScrollText}
      title="Nothing was done yet"
      next="Every act of an operator, of an application and of Assay itself appears here, with who did it and what it changed."
    />
  )
}
