'use client'

import type { ComponentProps, ReactElement } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Popover } from '@/components/ui/popover'
import { Segmented } from '@/components/ui/segmented'
import type { DataColumn } from './columns'
import type { TableState } from './use-table-state'

type ChosenColumn = Omit<DataColumn<object>, 'cell'>

type TableSettingsProps = {
  columns: readonly ChosenColumn[]
  state: Pick<TableState<object>, 'view' | 'setView' | 'setHelping'>
  trigger: ReactElement<ComponentProps<'button'>>
}

export function TableSettingsPopover({ columns, state, trigger }: TableSettingsProps) {
  const { view, setView, setHelping } = state
  const shown = ({ id, hidden = false }: ChosenColumn) => view.columns[id] ?? !hidden
  return (
    <Popover label="Columns and density" align="end" className="p-3" trigger={trigger} defaultOpen>
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
