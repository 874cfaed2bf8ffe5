'use client'

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { THEMES, type Theme } from '@/lib/appearance'

export type OperatorMenuProps = {
  operator: { name: string; role: string }
  theme: Theme
  /** Server action: remembers the theme in its cookie. */
  setTheme: (theme: Theme) => Promise<void>
  /** Server action: revokes the operator's session, then leads to the sign-in page. */
  signOut: () => Promise<void>
}

const themeWords = { system: 'As the system', light: 'Light', dark: 'Dark' }
const themeIcons = { system: Monitor, light: Sun, dark: Moon }

/** Who is signed in, and the few things that concern only them. */
export function OperatorMenu({ operator, theme, setTheme, signOut }: OperatorMenuProps) {
  const [chosen, setChosen] = useState(theme)
  const [leaving, startLeaving] = useTransition()
  const choose = (next: Theme) => {
    setChosen(next)
    applyTheme(next)
    void setTheme(next)
  }
  return (
    <Menu side="top" trigger={<OperatorButton operator={operator} busy={leaving} />}>
      <MenuChoice
        label="Appearance"
        value={chosen}
        onValueChange={choose}
        options={THEMES.map((value) => ({ value, label: themeWords[value], icon: themeIcons[value] }))}
      />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => startLeaving(() => signOut())}>
        Sign out
      </MenuItem>
    </Menu>
  )
}

type OperatorButtonProps = React.ComponentProps<'button'> & { operator: OperatorMenuProps['operator']; busy: boolean }

function OperatorButton({ operator, busy, ...rest }: OperatorButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy}
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

// At once, before the server has answered; the cookie it sets decides from the next page on.
function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
