'use client'

import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'
import { LinkShown } from './link-shown'

/** An invitation just made or renewed. */
export interface MadeInvitation {
  readonly name: string
  readonly email: string
  readonly link: string
  readonly expiresAt: Instant
  readonly mailed: boolean
}

/** The link of an invitation, with what became of its mail. */
export function InvitationLinkShown({ made, onDone }: { made: MadeInvitation; onDone: () => void }) {
  const { name, email, link, expiresAt, mailed } = made
  return (
    <LinkShown link={link} onDone={onDone}>
      {mailed
        ? `It goes to ${email} by mail as well. `
        : `No mail is sent: give it to ${name} in a way that reaches nobody else. `}
      It is good once, until <Time at={expiresAt} form="absolute" />.
    </LinkShown>
  )
}
