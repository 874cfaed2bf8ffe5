'use client'

import Link from 'next/link'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { CodeField, type CodeKind } from '@/components/step-up/code-field'
import { Or } from '@/components/step-up/or'
import type { PasskeyRequest } from '@/components/step-up/passkey'
import { PasskeyButton } from '@/components/step-up/passkey-button'
import type { Answer } from '@/components/step-up/step-up'
import { routes } from '@/lib/routes'
import type { FactorOffer } from '@/lib/services/operators/factors/offer'
import type { FactorProofInput } from '@/lib/services/operators/factors/schemas'
import { doorForm } from '../../_components/door-card'

export type SecondFactorFormProps = {
  offer: FactorOffer
  next: string
  /** Server action; it leads away when all is well. */
  finish: (input: { proof: FactorProofInput; next: string }) => Promise<Answer<null>>
  startPasskey: () => Promise<Answer<PasskeyRequest>>
}

/** A passkey, a code of the app, or a recovery code. */
export function SecondFactorForm({ offer, next, finish, startPasskey }: SecondFactorFormProps) {
  const [kind, setKind] = useState<CodeKind>(offer.totp ? 'totp' : 'recovery_code')
  const [state, submit, pending] = useActionState(
    async (_before: FormState, proof: FactorProofInput): Promise<FormState> => {
      const answer = await finish({ proof, next })
      return answer.ok ? idle : { status: 'failed', error: { message: answer.error.message } }
    },
    idle,
  )
  const [problem, setProblem] = useState<string | null>(null)
  const codes = offer.totp || offer.recoveryCodes
  return (
    <div className="flex flex-col gap-4">
      {offer.passkey && (
        <PasskeyButton
          request={startPasskey}
          pending={pending}
          onSigned={(signed) => submit({ kind: 'passkey', signed })}
          onFailed={setProblem}
        />
      )}
      {offer.passkey && codes && <Or />}
      {codes && (
        <Form
          action={(data) => submit({ kind, code: String(data.get('code') ?? '') })}
          error={problem === null ? formError(state) : { message: problem }}
          pending={pending}
          submit={{ label: 'Sign in', variant: offer.passkey ? 'default' : 'primary' }}
          className={doorForm}
        >
          <CodeField kind={kind} offer={offer} onKind={setKind} autoFocus={!offer.passkey} />
        </Form>
      )}
      <p className="text-center text-muted text-xs">
        <Link href={routes.signIn({ next })} className="link">
          Sign in as somebody else
        </Link>
      </p>
    </div>
  )
}
