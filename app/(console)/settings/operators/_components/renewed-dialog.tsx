'use client'

import { Dialog } from '@/components/ui/dialog'
import { InvitationLinkShown, type MadeInvitation } from './invitation-link'

/** The new link of an invitation; the one before ended with it. */
export function RenewedDialog({ made, onDone }: { made: MadeInvitation; onDone: () => void }) {
  return (
    <Dialog open onOpenChange={() => undefined} title={`The invitation of ${made.name}`} insistent>
      <InvitationLinkShown made={made} onDone={onDone} />
    </Dialog>
  )
}
