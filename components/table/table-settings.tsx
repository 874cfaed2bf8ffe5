'use client'

import { Settings2 } from 'lucide-react'
import { lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import type { DataColumn } from './columns'
import type { TableState } from './use-table-state'

const load = () => import('./table-settings-popover')
const Popover = lazy(() => load().then((module) => ({ default: module.TableSettingsPopover })))

type TableSettingsProps<Row extends object> = { columns: readonly DataColumn<Row>[]; state: TableState<Row> }

/** Which columns show and how tall rows are. */
export function TableSettings<Row extends object>({ columns, state }: TableSettingsProps<Row>) {
  const button = (
    <button
      type="button"
      aria-label="Columns and density"
      className="grid size-6 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover"
    >
      <Settings2 size={14} strokeWidth={1.7} aria-hidden />
    </button>
  )
  return (
    <OnDemand opens="dialog" load={load} button={button}>
      {(trigger) => <Popover columns={columns.map(withoutCell)} state={state} trigger={trigger} />}
    </OnDemand>
  )
}

// The chooser needs no rows, and a lazy component cannot be generic over them.
function withoutCell<Row extends object>({ cell: _, ...column }: DataColumn<Row>) {
  return column
}
