'use client'

import type { ReactNode } from 'react'
import { SecretReveal } from '@/components/ui/secret-reveal'
import { ISSUER_KEY_ID_LENGTH, SELECTOR_LENGTH } from '@/lib/core/token'

/** A new token, shown once: hidden but for the part that is public anyway. */
export function NewSecret({
  token,
  onStored,
  children,
}: {
  token: string
  onStored: () => void
  children?: ReactNode
}) {
  const publicLength = token.lastIndexOf('_') + 1 + ISSUER_KEY_ID_LENGTH + SELECTOR_LENGTH
  return (
    <SecretReveal secret={token} publicLength={publicLength} onStored={onStored}>
      {children}
    </SecretReveal>
  )
}
