'use client'

import { Settings2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Popover } from '@/components/ui/popover'
import { Segmented } from '@/components/ui/segmented'
import type { DataColumn } from './columns'
import type { TableState } from './use-table-state'

type TableSettingsProps<Row extends object> = { columns: readonly DataColumn<Row>[]; state: TableState<Row> }

/** Which columns show and how tall rows are. */
export function TableSettings<Row extends object>({ columns, state }: TableSettingsProps<Row>) {
  const { view, setView, setHelping } = state
  const shown = ({ id, hidden = false }: DataColumn<Row>) => view.columns[id] ?? !hidden
  return (
    <Popover
      label="Columns and density"
      align="end"
      className="p-3"
      trigger={
        <button
          type="button"
          aria-label="Columns and density"
          className="grid size-6 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover"
        >
          <Settings2 size={14} strokeWidth={1.7} aria-hidden />
        </button>
      }
    >
      <div className="flex flex-col gap-2">
        {columns
          .filter(({ hideable = true }) => hideable)
          .map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={shown(column)}
              onChange={(event) =>
                setView({ ...view, columns: { ...view.columns, [column.id]: event.target.checked } })
              }
            />
          ))}
        <div className="mt-1 border-t pt-3">
          <Segmented
            label="Density"
            value={view.density}
            onValueChange={(density) => setView({ ...view, density })}
            options={[
              { value: 'normal', label: 'Normal' },
              { value: 'dense', label: 'Dense' },
            ]}
          />
        </div>
        <Button variant="quiet" size="sm" className="justify-start" onClick={() => setHelping(true)}>
          Keys…
        </Button>
      </div>
    </Popover>
  )
}
