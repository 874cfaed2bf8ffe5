import { Page, PageHeader } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { Skeleton } from '@/components/ui/skeleton'
import type { ColumnHead } from './columns'

/** A list on its way: header, chips and table stand where they will stand. */
export function ListLoading({ title, heads }: { title: string; heads: readonly ColumnHead[] }) {
  return (
    <Page fill>
      <PageHeader title={title} counts={<Skeleton className="w-20" />} />
      <div className="mb-2 flex h-6.5 items-center gap-1.5">
        <Skeleton className="h-6.5 w-28 rounded-md" />
        <Skeleton className="h-6.5 w-16 rounded-md" />
      </div>
      <TableSkeleton columns={heads.map((head) => ({ ...head, cell: () => null }))} label={title} />
    </Page>
  )
}
