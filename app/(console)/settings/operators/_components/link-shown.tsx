'use client'

import type { ReactNode } from 'react'
import { SecretReveal } from '@/components/ui/secret-reveal'

export type LinkShownProps = {
  /** With a one-time token behind its #. */
  link: string
  onDone: () => void
  /** To whom it goes, and what it does. */
  children: ReactNode
}

/** A one-time link, shown once; its token is hidden until it is asked for. */
export function LinkShown({ link, onDone, children }: LinkShownProps) {
  return (
    <SecretReveal
      secret={link}
      publicLength={link.indexOf('#') + 1}
      confirm="I have passed it on, or kept it"
      onStored={onDone}
    >
      <p>{children}</p>
    </SecretReveal>
  )
}
