'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Page, PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { count } from '@/lib/format/count'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'
import { actsQuery } from '@/lib/queries/acts'
import { routes } from '@/lib/routes'
import type { ActView } from '@/lib/services/acts/act-row'
import { ActState } from '../../_acts/act-state'
import { actTitle } from '../../_acts/words'
import { withCells } from '../../_list/columns'
import { readingOf } from '../../_list/reading'
import { actHeads } from './heads'

/** What was done to many at once: to find again what was left running, and to look up what became of each. */
export function ActsList() {
  const router = useRouter()
  const query = useInfiniteQuery(actsQuery())
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page fill>
      <PageHeader title="Acts" />
      <DataTable
        id="acts"
        label="Acts"
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={actTitle}
        {...readingOf(query)}
        onOpen={(id) => router.push(routes.act(id))}
        empty={
          <EmptyState
            icon={ListChecks}
            title="Nothing was done to many at once yet"
            next="Select sessions or keys in a list, or open a person, and end or suspend them: what became of each stands here."
          />
        }
      />
    </Page>
  )
}

function idOf({ id }: ActView): string {
  return id
}

const columns = withCells<ActView, (typeof actHeads)[number]>(actHeads, {
  act: (act) => (
    <Link href={routes.act(act.id)} prefetch={false} className="font-medium">
      {actTitle(act)}
    </Link>
  ),
  state: (act) => <ActState act={act} />,
  done: ({ done, total }) => (
    <span className="text-muted">
      {count(done)} of {count(total)}
    </span>
  ),
  cause: ({ cause }) => <span className="text-muted">{cause === null ? '–' : CAUSE_TEXTS[cause].label}</span>,
  by: ({ by }) => <span className="text-muted">{by.name}</span>,
  begun: ({ startedAt }) => (startedAt === null ? '–' : <Time at={startedAt} className="text-muted" />),
})
