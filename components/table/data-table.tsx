'use client'

import clsx from 'clsx'
import { type CSSProperties, type RefObject, useId, useRef } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { useNarrow, usePrinting } from '@/components/ui/media-query'
import { BulkBar } from './bulk-bar'
import { cardLines, leastWidth, tracks } from './columns'
import type { DataTableProps } from './data-table-props'
import { KeysHelp } from './keys-help'
import { NewRows } from './new-rows'
import { HEAD_HEIGHT, rowHeight } from './row-window'
import { TableBody } from './table-body'
import { TableHead } from './table-head'
import { TableSettings } from './table-settings'
import { TableSkeleton } from './table-skeleton'
import { useRowWindow } from './use-row-window'
import { type TableState, useTableState } from './use-table-state'
import { useWidth } from './use-width'

/** The one table of every list. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { status, rows, error, empty } = props
  if (status === 'loading') return <TableSkeleton columns={props.columns} label={props.label} />
  if (status === 'error') return <ErrorState requestId={error?.requestId} retry={error?.retry} />
  if (rows.length === 0) return empty
  return <LoadedTable key={props.question} {...props} />
}

/** Of a printed table, in pixels: A4 upright within the margins of paper and page. Columns that yield give way to it. */
const PAPER_WIDTH = 670

function LoadedTable<Row extends object>(props: DataTableProps<Row>) {
  const { shortcuts = [], fit = 'page' } = props
  const narrow = useNarrow()
  const scroll = useRef<HTMLDivElement>(null)
  const width = useWidth(scroll)
  const printing = usePrinting()
  const state = useTableState(props, narrow ? 0 : printing ? PAPER_WIDTH : width)
  return (
    <div
      className={clsx(
        'relative flex flex-col',
        fit === 'page' ? 'min-h-0 grow' : 'max-h-120 max-sm:max-h-160',
        'print:max-h-none',
      )}
      onPointerEnter={() => state.setTouched(true)}
      onPointerLeave={() => state.setTouched(false)}
    >
      {!narrow && (
        <div className="absolute top-0 right-0 z-20 flex h-7.75 items-center bg-canvas pl-1 print:hidden">
          <TableSettings columns={props.columns} state={state} />
        </div>
      )}
      <NewRows waiting={state.frozen.waiting} onShow={state.frozen.release} />
      <Grid {...props} state={state} narrow={narrow} scroll={scroll} />
      <Bulk {...props} state={state} />
      <KeysHelp
        open={state.helping}
        onOpenChange={state.setHelping}
        shortcuts={shortcuts}
        selectable={state.selectable}
      />
    </div>
  )
}

type LoadedProps<Row extends object> = DataTableProps<Row> & { state: TableState<Row> }

type GridProps<Row extends object> = LoadedProps<Row> & { narrow: boolean; scroll: RefObject<HTMLDivElement | null> }

function Grid<Row extends object>({ state, narrow, scroll, ...props }: GridProps<Row>) {
  const tableId = useId()
  const { model, cursor, selectable } = state
  const lines = cardLines(model.visible)
  const height = rowHeight(narrow ? lines.length : null, state.view.density)
  // Here and not in the body: what scrolls is known to whoever draws it, and to nothing inside.
  const drawn = useRowWindow({
    ...{ scroll, height, count: model.rows.length, head: narrow ? 0 : HEAD_HEIGHT, current: cursor.index },
    // On paper nothing scrolls: every row that was read is there.
    whole: usePrinting(),
  })
  const style = {
    '--tracks': tracks(model.visible, selectable),
    '--least': `${leastWidth(model.visible, selectable)}px`,
  } as CSSProperties
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot
    <div
      ref={scroll}
      role="grid"
      aria-label={props.label}
      aria-busy={props.stale || undefined}
      aria-rowcount={props.total?.exact ? props.total.count + 1 : -1}
      aria-colcount={(narrow ? 1 : model.visible.length) + (selectable ? 1 : 0)}
      aria-multiselectable={selectable || undefined}
      aria-activedescendant={cursor.id ? `${tableId}-${cursor.id}` : undefined}
      tabIndex={0}
      onKeyDown={state.onKeyDown}
      onFocus={() => state.setTouched(true)}
      onBlur={() => state.setTouched(false)}
      style={style}
      className={clsx(
        'group/grid min-h-0 grow overflow-auto overscroll-contain outline-none print:overflow-visible',
        // Before a row is current, focus shows on the list itself.
        '[&:focus-visible:not(:has([data-current]))]:-outline-offset-2 [&:focus-visible:not(:has([data-current]))]:outline-solid',
        state.anySelected && 'pb-20',
      )}
    >
      {!narrow && <TableHead state={state} />}
      <TableBody {...props} {...{ state, tableId, narrow, lines, height, drawn }} />
    </div>
  )
}

function Bulk<Row extends object>({ state, bulkActions, total, allMatching, hasMore }: LoadedProps<Row>) {
  if (!bulkActions || !state.anySelected) return null
  return (
    <BulkBar
      selection={state.selection}
      total={total}
      allMatching={allMatching === true && hasMore}
      onAllMatching={() => state.setMatching(true)}
      onClear={state.clear}
    >
      {bulkActions(state.selection, state.clear)}
    </BulkBar>
  )
}
