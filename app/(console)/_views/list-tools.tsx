'use client'

import { Bookmark, Download, type LucideIcon } from 'lucide-react'
import { type ComponentProps, lazy, type ReactElement } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import type { ListName } from '@/lib/core/lists'

export type ListToolsProps = {
  list: ListName
  /** Why this operator may not take the list out; the menu stays and says so. */
  exportRefused: string | undefined
}

const loadViews = () => import('./views-menu')
const ViewsMenu = lazy(() => loadViews().then((module) => ({ default: module.ViewsMenu })))
const loadExport = () => import('./export-menu')
const ExportMenu = lazy(() => loadExport().then((module) => ({ default: module.ExportMenu })))

/** What every list offers besides its filters: views that were saved, and its rows as a file. */
export function ListTools({ list, exportRefused }: ListToolsProps) {
  return (
    <>
      <OnDemand opens="menu" load={loadViews} button={<ToolButton icon={Bookmark} label="Views" />}>
        {(trigger) => <ViewsMenu list={list} trigger={trigger} />}
      </OnDemand>
      <OnDemand opens="menu" load={loadExport} button={<ToolButton icon={Download} label="Export" />}>
        {(trigger) => <ExportMenu list={list} refused={exportRefused} trigger={trigger} />}
      </OnDemand>
    </>
  )
}

export type ToolTrigger = ReactElement<ComponentProps<'button'>>

function ToolButton({ icon: Icon, label, ...rest }: { icon: LucideIcon; label: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className="inline-flex h-6.5 items-center gap-1.5 rounded-md px-1.5 text-muted hover:bg-hover hover:text-ink data-popup-open:bg-hover print:hidden"
    >
      <Icon size={14} strokeWidth={1.7} aria-hidden />
      <span className="max-sm:sr-only">{label}</span>
    </button>
  )
}
