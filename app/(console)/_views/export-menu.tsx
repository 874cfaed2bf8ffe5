'use client'

import { FileJson, FileSpreadsheet } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useProven } from '@/components/step-up/use-proven'
import { Menu, MenuItem } from '@/components/ui/menu'
import { notify } from '@/components/ui/notify'
import type { ExportFormat, ListName } from '@/lib/core/lists'
import { routes } from '@/lib/routes'
import { exportList } from './actions'
import type { ToolTrigger } from './list-tools'

type ExportMenuProps = { list: ListName; refused: string | undefined; trigger: ToolTrigger }

/** The list as it is filtered, all of it, as a file. Each export is entered in Audit, and each download of it. */
export function ExportMenu({ list, refused, trigger }: ExportMenuProps) {
  const search = useSearchParams().toString()
  const [proven, question] = useProven()
  const take = async (format: ExportFormat) => {
    const result = await proven(() => exportList({ list, format, search }))
    if (result.ok) return window.location.assign(routes.api.export(result.value.exportId))
    notify({ title: 'Nothing was exported', description: result.error.message, tone: 'failed' })
  }
  return (
    <>
      <Menu align="end" trigger={trigger} defaultOpen>
        <MenuItem icon={FileSpreadsheet} disabledReason={refused} onSelect={() => void take('csv')}>
          CSV, all that match
        </MenuItem>
        <MenuItem icon={FileJson} disabledReason={refused} onSelect={() => void take('jsonl')}>
          JSON lines, all that match
        </MenuItem>
        <p className="max-w-60 px-2 pt-1 pb-1.5 text-faint text-xs">
          Streamed with the filters on the screen, as far as your role may export. It is entered in Audit.
        </p>
      </Menu>
      {question}
    </>
  )
}
