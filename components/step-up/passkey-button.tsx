'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'
import { signWithPasskey } from './passkey'
import type { StepUpOffer } from './step-up'

export type PasskeyButtonProps = {
  options: NonNullable<StepUpOffer['passkey']>
  pending: boolean
  onSigned: (signed: SignedPasskeyInput) => void
  /** What to say when the browser made nothing of it. */
  onFailed: (message: string) => void
}

/** Lets the browser ask for a passkey. */
export function PasskeyButton({ options, pending, onSigned, onFailed }: PasskeyButtonProps) {
  const [asking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    const answer = await signWithPasskey(options)
    setAsking(false)
    if (answer.ok) onSigned(answer.signed)
    else onFailed(answer.message)
  }
  return (
    <Button
      variant="primary"
      icon={KeyRound}
      pending={pending || asking}
      onClick={() => void ask()}
      className="h-9 w-full"
    >
      Use a passkey
    </Button>
  )
}
