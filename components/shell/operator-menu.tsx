'use client'

import { ChevronsUpDown } from 'lucide-react'
import { type ComponentProps, lazy } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import type { Theme } from '@/lib/appearance'

export type OperatorMenuProps = {
  operator: { name: string; role: string }
  theme: Theme
  /** Server action: remembers the theme in its cookie. */
  setTheme: (theme: Theme) => Promise<void>
  /** Server action: revokes the operator's session, then leads to the sign-in page. */
  signOut: () => Promise<void>
}

const load = () => import('./operator-menu-popup')
const Popup = lazy(() => load().then((module) => ({ default: module.OperatorMenuPopup })))

/** Who is signed in, and the few things that concern only them. */
export function OperatorMenu({ operator, ...menu }: OperatorMenuProps) {
  return (
    <OnDemand opens="menu" load={load} button={<OperatorButton operator={operator} />}>
      {(button) => <Popup {...menu} trigger={button} />}
    </OnDemand>
  )
}

type OperatorButtonProps = ComponentProps<'button'> & { operator: OperatorMenuProps['operator'] }

function OperatorButton({ operator, ...rest }: OperatorButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className="flex w-full items-center gap-2.5 rounded-md px-1.5 py-1.5 text-left hover:bg-hover data-popup-open:bg-hover"
    >
      <span
        aria-hidden
        className="grid size-6.5 shrink-0 place-items-center rounded-full bg-gold-soft font-semibold text-gold-ink text-xs"
      >
        {initials(operator.name)}
      </span>
      <span className="min-w-0 grow leading-tight">
        <span className="block truncate">{operator.name}</span>
        <span className="block text-faint text-xs">{operator.role}</span>
      </span>
      <ChevronsUpDown size={14} className="shrink-0 text-faint" aria-hidden />
    </button>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
