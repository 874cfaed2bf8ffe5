'use client'

import { Search } from 'lucide-react'
import { type ComponentType, useEffect, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { Kbd } from '@/components/ui/kbd'

export type SearchBoxProps = {
  /** What it opens, from next/dynamic: it weighs nothing before it is first wanted. */
  palette: ComponentType<PaletteProps>
}

export type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The box of the top bar. It is a door: ⌘K and it open the same palette. */
export function SearchBox({ palette: Palette }: SearchBoxProps) {
  const [open, setOpen] = useState(false)
  useEffect(() => onCommandK(() => setOpen((before) => !before)), [])
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Meta+K Control+K"
        aria-haspopup="dialog"
        className="flex h-7.5 min-w-0 max-w-130 grow items-center gap-2 rounded-md border bg-surface px-2.5 text-faint hover:border-line-strong"
      >
        <Search size={15} strokeWidth={1.6} className="shrink-0" aria-hidden />
        <span className="truncate">
          <span className="sr-only">Find: </span>Token, id, mail, address or request id
        </span>
        <Kbd className="ml-auto max-sm:hidden">⌘K</Kbd>
      </button>
      {useEverOpen(open) && <Palette open={open} onOpenChange={setOpen} />}
    </>
  )
}

function onCommandK(toggle: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    toggle()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
