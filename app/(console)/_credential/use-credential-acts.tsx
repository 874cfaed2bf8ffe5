'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { CREDENTIAL_KEYS, type CredentialRow } from '@/lib/queries/credentials'
import type { AskedAct } from '../_acts/asked-act'
import { useActs } from '../_acts/use-acts'
import { countWords } from './words'

export type CredentialActName = 'revoke' | 'suspend' | OfOneKey
/** What is asked in a dialog of its own, about one key. */
type OfOneKey = 'rotate' | 'change'

export interface CredentialActs {
  /** Opens the dialog of an act for these credentials; `onDone` is called after it was done. */
  readonly ask: (act: CredentialActName, credentials: readonly CredentialRow[], onDone?: () => void) => void
  /** Opens the dialog of an act upon whatever its scope means. */
  readonly askMany: (asked: AskedAct) => void
  /** Asks anew for everything an act may have changed. */
  readonly refresh: () => Promise<void>
  /** The dialogs; render them once on the page. */
  readonly dialogs: ReactNode
}

const RotateDialog = dynamic(() => import('./rotate-dialog').then((module) => module.RotateDialog), { ssr: false })

const ChangeKeyDialog = dynamic(() => import('./change-key-dialog').then((module) => module.ChangeKeyDialog), {
  ssr: false,
})

interface AskedOfKey {
  readonly act: OfOneKey
  readonly credentials: readonly CredentialRow[]
  readonly onDone: (() => void) | undefined
}

/** The acts upon credentials that a page offers. The dialogs load when the first one is asked for. */
export function useCredentialActs(): CredentialActs {
  const client = useQueryClient()
  const { ask: askMany, dialog } = useActs()
  const [ofKey, setOfKey] = useState<AskedOfKey | null>(null)
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  const refresh = useCallback(async () => {
    await Promise.all(CREDENTIAL_KEYS.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }, [client])
  const ask = useCallback(
    (act: CredentialActName, credentials: readonly CredentialRow[], onDone?: () => void) => {
      if (credentials.length === 0) return
      if (act !== 'rotate' && act !== 'change') return askMany({ ...selectionOf(act, credentials), onDone })
      setOfKey({ act, credentials, onDone })
      setOpen(true)
    },
    [askMany],
  )
  const done = () => {
    void refresh()
    ofKey?.onDone?.()
  }
  const dialogs = (
    <>
      {dialog}
      {wanted && ofKey && <KeyDialog asked={ofKey} open={open} onClose={() => setOpen(false)} onDone={done} />}
    </>
  )
  return { ask, askMany, refresh, dialogs }
}

type KeyDialogProps = { asked: AskedOfKey; open: boolean; onClose: () => void; onDone: () => void }

function KeyDialog({ asked: { act, credentials }, ...props }: KeyDialogProps) {
  const [key] = credentials
  if (key === undefined) return null
  if (act === 'change') return <ChangeKeyDialog key={`${key.id} ${props.open}`} credential={key} {...props} />
  return <RotateDialog credentials={credentials} {...props} />
}

function selectionOf(act: 'revoke' | 'suspend', credentials: readonly CredentialRow[]): AskedAct {
  const scope = { type: 'selection', credentialIds: credentials.map(({ id }) => id) } as const
  const what = countWords(credentials)
  return act === 'revoke'
    ? { verb: 'end', label: 'Revoke', what, scope }
    : { verb: 'suspend', label: 'Suspend', what, scope }
}
