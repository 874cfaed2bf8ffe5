'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { CREDENTIAL_KEYS } from '@/lib/queries/credentials'
import type { AskedAct } from './asked-act'

const ActDialog = dynamic(() => import('./act-dialog').then((module) => module.ActDialog), { ssr: false })

export interface Acts {
  /** Opens the dialog of an act upon many. */
  readonly ask: (asked: AskedAct) => void
  /** The dialog; render it once on the page. */
  readonly dialog: ReactNode
}

/** Acts upon many credentials, for any page that offers one. The dialog loads when the first is asked for. */
export function useActs(): Acts {
  const client = useQueryClient()
  const [asked, setAsked] = useState<AskedAct | null>(null)
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  const ask = useCallback((next: AskedAct) => {
    setAsked(next)
    setOpen(true)
  }, [])
  const done = () => {
    for (const key of [...CREDENTIAL_KEYS, 'act', 'act-items', 'acts'])
      void client.invalidateQueries({ queryKey: [key] })
    asked?.onDone?.()
  }
  const dialog = wanted && asked && <ActDialog asked={asked} open={open} onClose={() => setOpen(false)} onDone={done} />
  return { ask, dialog }
}
