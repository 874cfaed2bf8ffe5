'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Bookmark, CornerDownLeft, type LucideIcon, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { viewsQuery } from '@/lib/queries/views'
import { listHref, listLabel, navigation } from '@/lib/routes'
import { navigationIcons } from './nav-list'
import type { PaletteProps } from './search-box'

export type CommandPaletteProps = PaletteProps & {
  /**
   * What was typed or pasted, once the operator says so. It may be a token: the receiver parses it in the browser
   * and puts neither it nor any part of it into a URL, a query key or storage.
   */
  onSubmit: (text: string) => void
}

const itemStyle = 'flex h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-hover'

export function CommandPalette({ open, onOpenChange, onSubmit }: CommandPaletteProps) {
  const [text, setText] = useState('')
  const router = useRouter()
  const { data = [] } = useQuery(viewsQuery)
  // The menu of the list says why it does not lead to the others.
  const views = data.filter(({ masked }) => !masked)
  // Forgotten at once: what was pasted may be a token, and the box may be opened again by somebody else.
  const leave = (then: () => void) => {
    setText('')
    onOpenChange(false)
    then()
  }
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : leave(() => undefined))}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Base.Popup
          aria-label="Find"
          className="fixed inset-x-2 top-2 z-50 mx-auto max-w-xl rounded-lg bg-surface text-ink shadow-lift outline-none sm:top-[14dvh]"
        >
          <Command label="Find" shouldFilter={text !== ''} loop>
            <SearchLine text={text} onText={setText} />
            <Command.List className="max-h-[50dvh] overflow-y-auto border-t p-1.5" label="Results">
              {text.trim() !== '' && (
                <Command.Item
                  forceMount
                  value="look-up"
                  keywords={[text]}
                  className={itemStyle}
                  onSelect={() => leave(() => onSubmit(text.trim()))}
                >
                  <CornerDownLeft size={15} strokeWidth={1.7} className="shrink-0 text-muted" aria-hidden />
                  <span className="shrink-0">Look up</span>
                  <span className="mono truncate text-muted">{preview(text)}</span>
                </Command.Item>
              )}
              {navigation.flat().map(({ id, label, href }) => (
                <Destination
                  key={id}
                  icon={navigationIcons[id]}
                  label={label}
                  go={() => leave(() => router.push(href))}
                />
              ))}
              {views.map(({ id, list, name, search }) => (
                <Destination
                  key={id}
                  icon={Bookmark}
                  label={`${listLabel(list)}: ${name}`}
                  go={() => leave(() => router.push(listHref(list, search)))}
                />
              ))}
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Destination({ icon: Icon, label, go }: { icon: LucideIcon; label: string; go: () => void }) {
  return (
    <Command.Item value={label} className={itemStyle} onSelect={go}>
      <Icon size={15} strokeWidth={1.7} className="shrink-0 text-muted" aria-hidden />
      {label}
    </Command.Item>
  )
}

function SearchLine({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <div className="flex h-12 items-center gap-2.5 px-4">
      <Search size={16} strokeWidth={1.7} className="shrink-0 text-muted" aria-hidden />
      <Command.Input
        value={text}
        onValueChange={onText}
        placeholder="Token, id, mail, address or request id"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={4096}
        className="h-full min-w-0 grow bg-transparent text-base outline-none placeholder:text-faint max-sm:text-lg"
      />
    </div>
  )
}

// A pasted token is not written out in full on a screen that may be shared.
function preview(text: string): string {
  const trimmed = text.trim()
  return trimmed.startsWith('asy_') && trimmed.length > 32 ? `${trimmed.slice(0, 24)}…` : trimmed
}
