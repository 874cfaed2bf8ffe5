'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useQueryState } from 'nuqs'
import { CredentialState } from '@/components/credential/credential-state'
import { Address } from '@/components/credential/device'
import { ownerName } from '@/components/credential/owner'
import type { DataColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Segmented } from '@/components/ui/segmented'
import { Time } from '@/components/ui/time'
import { BULK_TEXTS } from '@/lib/locale/en/bulk'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { type ActItemRow, actItemsQuery, type ShownOutcome } from '@/lib/queries/acts'
import { routes } from '@/lib/routes'
import type { ActView } from '@/lib/services/acts/act-row'
import { readingOf } from '../../../_list/reading'
import { useStale } from '../../../_list/use-stale'
import { actParsers } from '../search-params'

/** The credentials of an act as they stand now, all or those with one outcome. */
export function ActItems({ act }: { act: ActView }) {
  const router = useRouter()
  const [outcome, setOutcome] = useQueryState('outcome', actParsers.outcome)
  const query = useInfiniteQuery(actItemsQuery(act.id, outcome))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card
      title="The credentials"
      className="mt-3.5"
      aside={
        <Segmented
          label="Which to show"
          value={outcome ?? 'all'}
          onValueChange={(value) => void setOutcome(value === 'all' ? null : value)}
          options={[{ value: 'all', label: 'All' }, ...optionsOf(act, outcome)]}
        />
      }
    >
      <DataTable
        id="act-items"
        label="Credentials of this act"
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={({ credential }) => credential.name ?? ownerName(credential.subject)}
        {...readingOf(query, outcome)}
        stale={useStale(query)}
        onOpen={(id) => {
          const row = rows.find((each) => each.id === id)
          if (row) router.push(row.credential.kind === 'session' ? routes.session(id) : routes.key(id))
        }}
        empty={
          <EmptyState icon={ListChecks} title="None of them" next="Choose “All” for every credential of this act." />
        }
        fit="card"
      />
    </Card>
  )
}

/** Only outcomes that some credential has, and the one that is shown. */
function optionsOf(act: ActView, shown: ShownOutcome | null): { value: ShownOutcome; label: string }[] {
  const waiting = act.total + act.late - act.done - act.already - act.leftOut - act.failed
  const options: { value: ShownOutcome; label: string; count: number }[] = [
    { value: 'done', label: capital(BULK_TEXTS[act.verb].done), count: act.done },
    { value: 'already', label: 'Already', count: act.already },
    { value: 'own_session', label: 'Left out', count: act.leftOut },
    { value: 'waiting', label: 'Not reached', count: waiting },
  ]
  return options.filter(({ value, count }) => count > 0 || value === shown)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function idOf({ id }: ActItemRow): string {
  return id
}

const columns: readonly DataColumn<ActItemRow>[] = [
  {
    id: 'what',
    header: 'Credential',
    width: 'minmax(160px, 1.2fr)',
    hideable: false,
    line: 1,
    cell: ({ credential: { kind, name, subject } }) => (
      <>
        <span className="font-medium">{name ?? ownerName(subject)}</span>{' '}
        <span className="text-muted">{KIND_TEXTS[kind].noun}</span>
      </>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'minmax(110px, 0.8fr)',
    line: 2,
    cell: ({ credential }) => <span className="text-muted">{credential.application.name}</span>,
  },
  {
    id: 'state',
    header: 'State now',
    width: 'minmax(148px, 0.9fr)',
    line: 1,
    end: true,
    cell: ({ credential }) => <CredentialState credential={credential} />,
  },
  {
    id: 'used',
    header: 'Last used',
    called: 'used',
    width: 'minmax(96px, 0.6fr)',
    line: 2,
    end: true,
    cell: ({ credential }) => <Time at={credential.lastUsedAt} form="age" className="text-muted" />,
  },
  {
    id: 'address',
    header: 'Address',
    width: 'minmax(120px, 0.8fr)',
    line: 3,
    yields: true,
    cell: ({ credential: { lastUsedIp, createdIp } }) => (
      <span className="text-muted">
        <Address address={lastUsedIp ?? createdIp} />
      </span>
    ),
  },
  {
    id: 'late',
    header: 'In the preview',
    called: 'in the preview',
    width: '110px',
    line: 3,
    end: true,
    yields: true,
    cell: ({ late }) => <span className="text-muted">{late ? 'appeared after it' : 'yes'}</span>,
  },
]
