'use client'

import dynamic from 'next/dynamic'
import { useEverOpen } from '@/components/ui/ever-open'
import type { TableShortcut } from './data-table-props'

export type KeysHelpProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  shortcuts: readonly Pick<TableShortcut, 'key' | 'label'>[]
  selectable: boolean
}

const KeysDialog = dynamic(() => import('./keys-dialog').then((module) => module.KeysDialog), { ssr: false })

export function KeysHelp(props: KeysHelpProps) {
  return useEverOpen(props.open) ? <KeysDialog {...props} /> : null
}
