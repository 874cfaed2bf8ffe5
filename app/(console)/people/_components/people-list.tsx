'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useMemo } from 'react'
import { ownerName } from '@/components/credential/owner'
import { whyNotExport } from '@/components/credential/why-not'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import { useFilters } from '@/components/table/use-filters'
import { EmptyState } from '@/components/ui/empty-state'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { isRefused } from '@/lib/queries/http'
import { peopleQuery } from '@/lib/queries/people'
import type { SubjectSummary } from '@/lib/services/subjects/list'
import { useCredentialActs } from '../../_credential/use-credential-acts'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords, readingOf } from '../../_list/reading'
import { useStale } from '../../_list/use-stale'
import { ListTools } from '../../_views/list-tools'
import { peopleColumns } from './columns'
import { peopleFilters, peopleKey } from './filters'
import { PersonSheet } from './person-sheet'

export function PeopleList({
  applications,
  bindings,
}: {
  applications: readonly ApplicationChoice[]
  bindings: readonly RoleBinding[]
}) {
  const definitions = useMemo(
    () => peopleFilters(applications.map(({ id, name }) => ({ value: id, label: name }))),
    [applications],
  )
  const filters = useFilters(definitions)
  const asked = peopleKey(filters.values)
  const query = useInfiniteQuery(peopleQuery(asked))
  const stale = useStale(query)
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages])
  const found = pages?.[0]?.total ?? undefined
  const { openId, open, close } = useOpenId()
  const acts = useCredentialActs()
  return (
    <Page fill>
      <PageHeader title="People" counts={matchWords(found, stale)} />
      <FilterBar
        definitions={definitions}
        filters={filters}
        tools={<ListTools list="people" exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id="people"
        label="People"
        columns={peopleColumns}
        rows={rows}
        rowId={idOf}
        rowName={ownerName}
        {...readingOf(query, asked)}
        stale={stale}
        empty={<Nobody filtered={filters.count > 0} unreadable={isRefused(query.error)} onClear={filters.clear} />}
        total={found}
        onOpen={open}
        openId={openId}
      />
      <PersonSheet
        openId={openId}
        row={rows.find(({ id }) => id === openId)}
        bindings={bindings}
        acts={acts}
        onClose={close}
      />
      {acts.dialogs}
    </Page>
  )
}

function idOf({ id }: SubjectSummary): string {
  return id
}

type NobodyProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function Nobody({ filtered, unreadable, onClear }: NobodyProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={Users}
        title="Nobody matches"
        next="Take a filter away. Names, mail addresses and ids are found by their beginning."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={Users}
      title="Nobody is known yet"
      next="People and services appear here as soon as a connected application issues something to them."
    />
  )
}
