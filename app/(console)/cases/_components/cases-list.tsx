'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { LifeBuoy } from 'lucide-react'
import { useMemo } from 'react'
import { caseWho } from '@/components/case/case-who'
import { whyNotExport } from '@/components/credential/why-not'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { useFilters } from '@/components/table/use-filters'
import { EmptyState } from '@/components/ui/empty-state'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { casesQuery } from '@/lib/queries/cases'
import { isRefused } from '@/lib/queries/http'
import type { CaseView } from '@/lib/services/cases/case-view'
import { OpenCaseButton } from '../../_case/open-case-button'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords, readingOf } from '../../_list/reading'
import { useStale } from '../../_list/use-stale'
import { ListTools } from '../../_views/list-tools'
import { CaseSheet } from './case-sheet'
import { caseColumns } from './columns'
import { caseFilters, caseKey } from './filters'
import { RootCauseChart } from './root-cause-chart'

export interface CasesListProps {
  readonly applications: readonly ApplicationChoice[]
  readonly bindings: readonly RoleBinding[]
}

/** What people reported, and what it came from in the end. */
export function CasesList({ applications, bindings }: CasesListProps) {
  const definitions = useMemo(
    () => caseFilters(applications.map(({ id, name }) => ({ value: id, label: name }))),
    [applications],
  )
  const filters = useFilters(definitions)
  const asked = caseKey(filters.values)
  const query = useInfiniteQuery(casesQuery(asked))
  const stale = useStale(query)
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages])
  const found = pages?.[0]?.total ?? undefined
  const { openId, open, close } = useOpenId()
  return (
    <Page fill>
      <PageHeader
        title="Cases"
        counts={matchWords(found, stale)}
        actions={<OpenCaseButton bindings={bindings} applications={applications} variant="primary" />}
      />
      <RootCauseChart onChoose={(cause) => filters.set('cause', [cause])} />
      <FilterBar
        definitions={definitions}
        filters={filters}
        tools={<ListTools list="cases" exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id="cases"
        label="Cases"
        columns={caseColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        {...readingOf(query, asked)}
        stale={stale}
        empty={<NoCases filtered={filters.count > 0} unreadable={isRefused(query.error)} onClear={filters.clear} />}
        total={found}
        onOpen={open}
        openId={openId}
      />
      <CaseSheet openId={openId} row={rows.find(({ id }) => id === openId)} bindings={bindings} onClose={close} />
    </Page>
  )
}

function idOf({ id }: CaseView): string {
  return id
}

function nameOf(row: CaseView): string {
  return `${row.name}, ${caseWho(row)}`
}

type NoCasesProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoCases({ filtered, unreadable, onClear }: NoCasesProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={LifeBuoy}
        title="No case matches"
        next="Take a filter away, or look for the person instead."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={LifeBuoy}
      title="Nobody has reported anything"
      next="Open a case when somebody tells you that they were refused. Explanations, refusals and people have a button for it too, and customers can report by the reference on their error page."
    />
  )
}
