'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { ErrorText } from '@/components/form/error-text'
import { PasswordInput } from '@/components/form/password-input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { Field } from '@/components/ui/field'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { StepUpOffer, StepUpProofInput } from '@/lib/services/operators/step-up'
import { CodeField, type CodeKind } from './code-field'
import { IssuerConfirmation } from './issuer-confirmation'
import { Or } from './or'
import { PasskeyButton } from './passkey-button'
import { underNewToken } from './session-renewed'
import { type Answer, useStepUpActions } from './step-up'
import type { StepUpQuestionProps } from './step-up-question'

export function StepUpDialog({ open, onProven, onDecline }: StepUpQuestionProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onDecline()}
      title="Confirm it is you"
      description="This takes a proof of identity less than 5 minutes old. What you typed is kept."
      width="sm"
    >
      <Offered onProven={onProven} onDecline={onDecline} />
    </Dialog>
  )
}

/** Mounted anew with every opening. */
function Offered(question: Omit<StepUpQuestionProps, 'open'>) {
  const { offer: read } = useStepUpActions()
  const [offer, setOffer] = useState<Answer<StepUpOffer> | null>(null)
  useEffect(() => {
    void read().then(setOffer)
  }, [read])
  if (offer === null) return <SkeletonLines lines={3} label="Loading what you can confirm with" />
  if (!offer.ok) return <ErrorText error={offer.error} />
  return <Confirmation offer={offer.value} {...question} />
}

type ConfirmationProps = Omit<StepUpQuestionProps, 'open'> & { offer: StepUpOffer }

function Confirmation({ offer, onProven, onDecline }: ConfirmationProps) {
  const { request, prove } = useStepUpActions()
  const [error, setError] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [kind, setKind] = useState<CodeKind>(offer.totp ? 'totp' : 'recovery_code')
  const typed = offer.password || offer.totp || offer.recoveryCodes
  // No transition and no action state: the form that asked may still be in one, and what happens here must not wait for it.
  const attempt = async (proof: StepUpProofInput) => {
    setPending(true)
    setError(null)
    const answer = await underNewToken(() => prove(proof))
    setPending(false)
    if (answer.ok) onProven()
    else setError(answer.error.message)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // The form that asked is above this one in the tree.
    event.stopPropagation()
    if (!pending) void attempt(proofIn(new FormData(event.currentTarget), offer, kind))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {offer.passkey && (
        <PasskeyButton
          request={request}
          pending={pending}
          onSigned={(signed) => void attempt({ kind: 'passkey', signed })}
          onFailed={setError}
        />
      )}
      {offer.issuer !== null && (
        <IssuerConfirmation
          label={offer.issuer}
          primary={!(offer.passkey || typed)}
          pending={pending}
          onConfirmed={onProven}
          onFailed={setError}
        />
      )}
      {(offer.passkey || offer.issuer !== null) && typed && <Or />}
      {offer.password ? (
        <Field label="Password" error={undefined}>
          <PasswordInput name="password" autoComplete="current-password" required maxLength={512} autoFocus />
        </Field>
      ) : (
        <CodeField kind={kind} offer={offer} onKind={setKind} autoFocus={!offer.passkey} />
      )}
      <div role="alert" className="empty:hidden">
        {error !== null && <ErrorText error={{ message: error }} />}
      </div>
      <DialogActions>
        <Button onClick={onDecline}>Cancel</Button>
        {typed && (
          <Button type="submit" variant={offer.passkey ? 'default' : 'primary'} pending={pending}>
            Confirm
          </Button>
        )}
      </DialogActions>
    </form>
  )
}

function proofIn(data: FormData, offer: StepUpOffer, kind: CodeKind): StepUpProofInput {
  const text = (name: string) => String(data.get(name) ?? '')
  return offer.password ? { kind: 'password', password: text('password') } : { kind, code: text('code') }
}
