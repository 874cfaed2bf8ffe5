'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { IssuedKey } from '@/lib/services/keys/issue'
import { NewSecret } from '../../_credential/new-secret'
import { CreateKeyForm } from './create-key-form'

export type CreateKeyDialogProps = {
  open: boolean
  applications: readonly ApplicationChoice[]
  onClose: () => void
  /** After it was created; its secret may still stand on the screen. */
  onCreated: () => void
}

/** Asks what the key is to be, then shows its secret once. The secret is in this state alone and leaves with the dialog. */
export function CreateKeyDialog({ open, applications, onClose, onCreated }: CreateKeyDialogProps) {
  const [key, setKey] = useState<IssuedKey | null>(null)
  const close = () => {
    setKey(null)
    onClose()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      insistent={key !== null}
      title={key === null ? 'Create key' : `Secret of ${key.credential.name}`}
      width="lg"
    >
      {key === null ? (
        <CreateKeyForm
          applications={applications}
          onClose={close}
          onCreated={(created) => {
            setKey(created)
            onCreated()
          }}
        />
      ) : (
        <NewSecret token={key.token} onStored={close}>
          <p className="text-muted">
            Callers send it as <span className="mono text-ink">Authorization: Bearer …</span>
          </p>
        </NewSecret>
      )}
    </Dialog>
  )
}
