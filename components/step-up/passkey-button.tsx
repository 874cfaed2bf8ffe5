'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'
import { type PasskeyRequest, signWithPasskey } from './passkey'
import type { Answer } from './step-up'

export type PasskeyButtonProps = {
  variant?: 'primary' | 'default'
  /** Server action: a challenge to sign, made when it is wanted. */
  request: () => Promise<Answer<PasskeyRequest>>
  pending: boolean
  onSigned: (signed: SignedPasskeyInput) => void
  /** What to say when nothing was signed; null as soon as it is tried again. */
  onFailed: (message: string | null) => void
}

/** Lets the browser ask for a passkey. */
export function PasskeyButton(props: PasskeyButtonProps) {
  const { variant = 'primary', request, pending, onSigned, onFailed } = props
  const [asking, setAsking] = useState(false)
  const ask = async () => {
    setAsking(true)
    onFailed(null)
    const given = await request()
    const answer = given.ok ? await signWithPasskey(given.value) : { ok: false as const, message: given.error.message }
    setAsking(false)
    if (answer.ok) onSigned(answer.signed)
    else onFailed(answer.message)
  }
  return (
    <Button
      variant={variant}
      icon={KeyRound}
      pending={pending || asking}
      onClick={() => void ask()}
      className="h-9 w-full"
    >
      Use a passkey
    </Button>
  )
}
