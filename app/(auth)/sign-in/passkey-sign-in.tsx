'use client'

import { useState, useTransition } from 'react'
import { ErrorText } from '@/components/form/error-text'
import { Or } from '@/components/step-up/or'
import type { PasskeyRequest } from '@/components/step-up/passkey'
import { PasskeyButton } from '@/components/step-up/passkey-button'
import type { Answer } from '@/components/step-up/step-up'
import type { SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'

export type PasskeySignInProps = {
  next: string
  /** Server actions. */
  start: () => Promise<Answer<PasskeyRequest>>
  /** Leads away when all is well. */
  finish: (input: { signed: SignedPasskeyInput; next: string }) => Promise<Answer<null>>
}

/** Signing in without a password. */
export function PasskeySignIn({ next, start, finish }: PasskeySignInProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const signIn = (signed: SignedPasskeyInput) =>
    begin(async () => {
      const answer = await finish({ signed, next })
      if (!answer.ok) setProblem(answer.error.message)
    })
  return (
    <div className="mt-4 flex flex-col gap-4">
      <Or />
      <PasskeyButton variant="default" request={start} pending={pending} onSigned={signIn} onFailed={setProblem} />
      <div role="alert" className="empty:hidden">
        {problem !== null && <ErrorText error={{ message: problem }} />}
      </div>
    </div>
  )
}
