'use client'

import { useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useState } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import { CREDENTIAL_KEYS, type CredentialRow } from '@/lib/queries/credentials'
import type { AskedAct } from '../_acts/asked-act'
import { useActs } from '../_acts/use-acts'
import { countWords } from './words'

export type CredentialActName = 'revoke' | 'suspend' | 'rotate'

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

interface AskedRotation {
  readonly credentials: readonly CredentialRow[]
  readonly onDone: (() => void) | undefined
}

/** The acts upon credentials that a page offers. The dialogs load when the first one is asked for. */
export function useCredentialActs(): CredentialActs {
  const client = useQueryClient()
  const { ask: askMany, dialog } = useActs()
  const [rotation, setRotation] = useState<AskedRotation | null>(null)
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  const refresh = useCallback(async () => {
    await Promise.all(CREDENTIAL_KEYS.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }, [client])
  const ask = useCallback(
    (act: CredentialActName, credentials: readonly CredentialRow[], onDone?: () => void) => {
      if (credentials.length === 0) return
      if (act !== 'rotate') return askMany({ ...selectionOf(act, credentials), onDone })
      setRotation({ credentials, onDone })
      setOpen(true)
    },
    [askMany],
  )
  const done = () => {
    void refresh()
    rotation?.onDone?.()
  }
  const dialogs = (
    <>
      {dialog}
      {wanted && rotation && (
        <RotateDialog credentials={rotation.credentials} open={open} onClose={() => setOpen(false)} onDone={done} />
      )}
    </>
  )
  return { ask, askMany, refresh, dialogs }
}

function selectionOf(act: 'revoke' | 'suspend', credentials: readonly CredentialRow[]): AskedAct {
  const scope = { type: 'selection', credentialIds: credentials.map(({ id }) => id) } as const
  const what = countWords(credentials)
  return act === 'revoke'
    ? { verb: 'end', label: 'Revoke', what, scope }
    : { verb: 'suspend', label: 'Suspend', what, scope }
}
