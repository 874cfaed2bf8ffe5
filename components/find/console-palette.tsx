'use client'

import { CommandPalette } from '@/components/shell/command-palette'
import type { PaletteProps } from '@/components/shell/search-box'
import { useFind } from './use-find'

/** The palette with what describes a pasted token: parsing and hashing it load with the box, not with every page. */
export function ConsolePalette(props: PaletteProps) {
  return <CommandPalette {...props} onSubmit={useFind()} />
}
