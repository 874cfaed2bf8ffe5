'use client'

import { LogOut } from 'lucide-react'
import { type ComponentProps, type ReactElement, useState, useTransition } from 'react'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { THEMES, type Theme } from '@/lib/appearance'
import { signingOut } from '@/lib/queries/http'
import type { OperatorMenuProps } from './operator-menu'
import { applyTheme, themeIcons, themeWords } from './theme'

type PopupProps = Omit<OperatorMenuProps, 'operator'> & { trigger: ReactElement<ComponentProps<'button'>> }

export function OperatorMenuPopup({ trigger, theme, setTheme, signOut }: PopupProps) {
  const [chosen, setChosen] = useState(theme)
  const [leaving, startLeaving] = useTransition()
  const choose = (next: Theme) => {
    setChosen(next)
    applyTheme(next)
    void setTheme(next)
  }
  const leave = () => {
    signingOut()
    startLeaving(() => signOut())
  }
  return (
    <Menu side="top" trigger={trigger} defaultOpen>
      <MenuChoice
        label="Appearance"
        value={chosen}
        onValueChange={choose}
        options={THEMES.map((value) => ({ value, label: themeWords[value], icon: themeIcons[value] }))}
      />
      <MenuSeparator />
      <MenuItem icon={LogOut} disabledReason={leaving ? 'Under way' : undefined} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
