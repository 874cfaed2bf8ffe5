import { Skeleton } from '@/components/ui/skeleton'
import { type DataColumn, tracks } from './columns'

const LINES = 14

/** The table before its first rows: same header, same heights, nothing jumps. */
export function TableSkeleton<Row>({ columns, label }: { columns: readonly DataColumn<Row>[]; label: string }) {
  const shown = columns.filter(({ hidden }) => !hidden)
  const style = { '--tracks': tracks(shown, true) } as React.CSSProperties
  return (
    <div role="status" aria-label={`Loading ${label}`} style={style} className="min-h-0 grow overflow-hidden">
      <div className="grid h-8 grid-cols-(--tracks) items-center border-b font-medium text-muted text-xs max-sm:hidden">
        <span />
        {shown.map((column) => (
          <span key={column.id} className="truncate px-2.5">
            {column.header}
          </span>
        ))}
      </div>
      {Array.from({ length: LINES }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <div key={line} className="grid h-9 grid-cols-(--tracks) items-center border-b max-sm:flex max-sm:h-21">
          <Skeleton className="ml-2.5 size-3.75" />
          {shown.map((column, index) => (
            <span key={column.id} className={index > 1 ? 'px-2.5 max-sm:hidden' : 'px-2.5'}>
              <Skeleton className={(line + index) % 3 === 0 ? 'w-16' : 'w-24'} />
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
