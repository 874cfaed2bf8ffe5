'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, Trash2, Users } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { notify } from '@/components/ui/notify'
import { keptSearch, type ListName } from '@/lib/core/lists'
import { viewsQuery } from '@/lib/queries/views'
import { listHref } from '@/lib/routes'
import type { SavedView } from '@/lib/services/views/list'
import { remove } from './actions'
import type { ToolTrigger } from './list-tools'

const SaveViewDialog = dynamic(() => import('./save-view-dialog').then((module) => module.SaveViewDialog), {
  ssr: false,
})

/** The saved views of a list, and the way to save what is on the screen. */
export function ViewsMenu({ list, trigger }: { list: ListName; trigger: ToolTrigger }) {
  const [saving, setSaving] = useState(false)
  const router = useRouter()
  const search = useSearchParams().toString()
  const { data, isError } = useQuery(viewsQuery)
  const views = data?.filter((view) => view.list === list) ?? []
  const current = views.find((view) => view.mine && view.search === keptSearch(search))
  return (
    <>
      <Menu align="end" trigger={trigger} defaultOpen>
        {views.map((view) => (
          <MenuItem
            key={view.id}
            icon={view.mine ? Bookmark : Users}
            disabledReason={view.masked ? 'It looks for a mail or network address that is masked for you.' : undefined}
            onSelect={() => router.push(listHref(list, view.search))}
          >
            {view.name}
            {!view.mine && <span className="text-muted"> · {view.by}</span>}
          </MenuItem>
        ))}
        {views.length === 0 && <p className="px-2 py-1.5 text-muted">{emptyWords(data !== undefined, isError)}</p>}
        <MenuSeparator />
        <MenuItem icon={BookmarkPlus} onSelect={() => setSaving(true)}>
          Save this view…
        </MenuItem>
        {current && <RemoveItem view={current} />}
      </Menu>
      {useEverOpen(saving) && (
        <SaveViewDialog list={list} search={search} open={saving} onClose={() => setSaving(false)} />
      )}
    </>
  )
}

function RemoveItem({ view }: { view: SavedView }) {
  const client = useQueryClient()
  const forget = async () => {
    const result = await remove({ viewId: view.id })
    await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
    if (result.ok) notify({ title: `The view “${view.name}” is removed` })
    else notify({ title: 'The view is still there', description: result.error.message, tone: 'failed' })
  }
  return (
    <MenuItem icon={Trash2} danger onSelect={() => void forget()}>
      Remove “{view.name}”
    </MenuItem>
  )
}

function emptyWords(known: boolean, failed: boolean): string {
  if (failed) return 'The views cannot be read right now.'
  return known ? 'No view is saved for this list.' : 'Reading the views…'
}
