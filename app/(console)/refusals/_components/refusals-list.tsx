'use client'

import { ShieldCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { ownerName } from '@/components/credential/owner'
import { whyNotExport } from '@/components/credential/why-not'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { FilterBar } from '@/components/table/filter-bar'
import type { Selection } from '@/components/table/selection'
import { useFilters } from '@/components/table/use-filters'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveDot } from '@/components/ui/live-dot'
import type { RoleBinding } from '@/lib/core/permissions'
import { isRefused } from '@/lib/queries/http'
import type { RefusalRow } from '@/lib/queries/refusals'
import { routes } from '@/lib/routes'
import { EndEverythingOfFilter } from '../../_acts/end-everything-of-filter'
import { type CaseStart, OpenCaseButton } from '../../_case/open-case-button'
import { NothingMatches } from '../../_list/nothing-matches'
import { matchWords, readingOf } from '../../_list/reading'
import { useStale } from '../../_list/use-stale'
import { ListTools } from '../../_views/list-tools'
import { refusalColumns } from './columns'
import { type RefusalOptions, refusalFilters, refusalKey } from './filters'
import { useLiveRefusals } from './use-live-refusals'

export const TITLE = 'Refusals: audit history of invalid tokens'

/** Of what was refused at an application nothing need be its own: only an address is offered here. */
const NO_APPLICATIONS: readonly { id: string; name: string }[] = []

export function RefusalsList({ options, bindings }: { options: RefusalOptions; bindings: readonly RoleBinding[] }) {
  const definitions = useMemo(() => refusalFilters(options), [options])
  const filters = useFilters(definitions)
  const asked = refusalKey(filters.values)
  const { query, rows, total: found, updatedAt, behind } = useLiveRefusals(asked)
  const stale = useStale(query)
  const router = useRouter()
  const explain = (id: string) => {
    const href = explainHref(rows.find((row) => row.id === id))
    if (href !== null) router.push(href)
  }
  return (
    <Page fill>
      <PageHeader
        title={TITLE}
        counts={matchWords(found, stale)}
        actions={
          <>
            <EndEverythingOfFilter values={filters.values} applications={NO_APPLICATIONS} bindings={bindings} />
            <LiveDot updatedAt={updatedAt} state={behind ? 'behind' : 'live'} />
          </>
        }
      />
      <FilterBar
        definitions={definitions}
        filters={filters}
        tools={<ListTools list="refusals" exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id="refusals"
        label="Refusals"
        columns={refusalColumns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        {...readingOf(query, asked)}
        stale={stale}
        empty={<NoRefusals filtered={filters.count > 0} unreadable={isRefused(query.error)} onClear={filters.clear} />}
        total={found}
        onOpen={explain}
        bulkActions={(selection) => <OpenCaseButton bindings={bindings} start={caseOf(selection, rows)} />}
        shortcuts={[
          {
            key: 'e',
            label: 'explain',
            run: (target) => target.kind === 'rows' && target.ids[0] && explain(target.ids[0]),
          },
        ]}
        live
      />
    </Page>
  )
}

/** A case takes ten pieces of evidence at once. */
const JOINED_MAX = 10

/** A case from the refusals that are selected. */
function caseOf(selection: Selection, rows: readonly RefusalRow[]): CaseStart {
  const selected = selection.kind === 'rows' ? rows.filter(({ id }) => selection.ids.includes(id)) : []
  const evidence = selected.slice(0, JOINED_MAX).map(({ id }) => ({ type: 'refusal', refusalId: id }) as const)
  return { evidence, happenedAt: selected[0]?.lastAt, applicationId: selected[0]?.application.id }
}

/** The reference is what the person saw; without it the credential itself is explained. */
function explainHref(row: RefusalRow | undefined): string | null {
  if (row === undefined) return null
  if (row.requestId !== null) return routes.explain({ requestId: row.requestId })
  return row.credentialId === null ? null : routes.explain({ credentialId: row.credentialId, at: row.lastAt })
}

function idOf({ id }: RefusalRow): string {
  return id
}

function nameOf({ word, subject }: RefusalRow): string {
  return `${word}, ${subject === null ? 'unknown' : ownerName(subject)}`
}

type NoRefusalsProps = { filtered: boolean; unreadable: boolean; onClear: () => void }

function NoRefusals({ filtered, unreadable, onClear }: NoRefusalsProps) {
  if (filtered) {
    return (
      <NothingMatches
        icon={ShieldCheck}
        title="No refusal matches"
        next="Take a filter away, or look further back. New ones appear here by themselves."
        unreadable={unreadable}
        onClear={onClear}
      />
    )
  }
  return (
    <EmptyState
      icon={ShieldCheck}
      title="Nothing was refused yet"
      next="Every token that an application asks about and that is not accepted appears here within two seconds, with its reason."
    />
  )
}
