'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { Kbd } from '@/components/ui/kbd'

export type SearchBoxProps = {
  /**
   * What was typed or pasted, once the operator says so. It may be a token: the receiver parses it in the browser
   * and puts neither it nor any part of it into a URL, a query key or storage.
   */
  onSubmit: (text: string) => void
}

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
})

/** The box of the top bar. It is a door: ⌘K and it open the same palette. */
export function SearchBox({ onSubmit }: SearchBoxProps) {
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
      {useEverOpen(open) && <CommandPalette open={open} onOpenChange={setOpen} onSubmit={onSubmit} />}
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
