import type { Metadata } from 'next'
import { accept, checkInvitation } from './actions'
import { InvitationForm } from './invitation-form'

export const metadata: Metadata = { title: 'Invitation' }

/** The token is in the fragment of the link, which no server and no log is sent; so the page itself says nothing of it. */
export default function InvitationPage() {
  return <InvitationForm check={checkInvitation} accept={accept} />
}
