import { Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from '@/lib/appearance'

export const themeWords: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }
export const themeIcons = { system: Monitor, light: Sun, dark: Moon }

/** At once, before the server has answered; the cookie it sets decides from the next page on. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
