'use client'

import { type ActDialogProps, RevokeDialog } from './revoke-dialog'
import { RotateDialog } from './rotate-dialog'
import { SuspendDialog } from './suspend-dialog'
import type { AskedAct } from './use-credential-acts'

/** The dialogs of all acts, in one file that loads when the first is asked for. */
export function ActDialogs({ act, open, ...props }: ActDialogProps & { act: AskedAct }) {
  return (
    <>
      <RevokeDialog {...props} open={open && act === 'revoke'} />
      <SuspendDialog {...props} open={open && act === 'suspend'} />
      <RotateDialog {...props} open={open && act === 'rotate'} />
    </>
  )
}
