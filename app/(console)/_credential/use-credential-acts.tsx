'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { CREDENTIAL_KEYS, type CredentialRow } from '@/lib/queries/credentials'

export type AskedAct = 'revoke' | 'suspend' | 'rotate'

export interface CredentialActs {
  /** Opens the dialog of an act for these credentials; `then` is called after it was done. */
  readonly ask: (act: AskedAct, credentials: readonly CredentialRow[], then?: () => void) => void
  /** Asks anew for everything an act may have changed. */
  readonly refresh: () => Promise<void>
  /** The dialogs; render them once on the page. */
  readonly dialogs: ReactNode
}

const ActDialogs = dynamic(() => import('./act-dialogs').then((module) => module.ActDialogs), { ssr: false })

interface Asked {
  readonly act: AskedAct
  readonly credentials: readonly CredentialRow[]
  readonly then: (() => void) | undefined
}

/** The acts upon credentials that a page offers. The dialogs load when the first one is asked for. */
export function useCredentialActs(): CredentialActs {
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  const refresh = useCallback(async () => {
    await Promise.all(CREDENTIAL_KEYS.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }, [client])
  const ask = useCallback((act: AskedAct, credentials: readonly CredentialRow[], then?: () => void) => {
    if (credentials.length === 0) return
    setAsked({ act, credentials, then })
    setOpen(true)
  }, [])
  const done = () => {
    void refresh()
    asked?.then?.()
  }
  const dialogs = wanted && asked && (
    <ActDialogs
      act={asked.act}
      credentials={asked.credentials}
      open={open}
      onClose={() => setOpen(false)}
      onDone={done}
    />
  )
  return { ask, refresh, dialogs }
}
