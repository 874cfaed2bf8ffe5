'use client'

import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react'
import { ErrorText } from '@/components/form/error-text'
import { PasswordInput } from '@/components/form/password-input'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { SkeletonLines } from '@/components/ui/skeleton'
import { CodeField, type CodeKind } from './code-field'
import { PasskeyButton } from './passkey-button'
import { type Answer, type StepUpOffer, type StepUpProof, useStepUpActions } from './step-up'
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

/** Mounted anew with every opening: each has a challenge of its own. */
function Offered({ onProven, onDecline }: Omit<StepUpQuestionProps, 'open'>) {
  const { begin, prove } = useStepUpActions()
  const [offer, setOffer] = useState<Answer<StepUpOffer> | null>(null)
  const load = useCallback(async () => setOffer(await begin()), [begin])
  useEffect(() => void load(), [load])
  if (offer === null) return <SkeletonLines lines={3} label="Loading what you can confirm with" />
  if (!offer.ok) return <ErrorText error={offer.error} />
  return <Confirmation offer={offer.value} prove={prove} onProven={onProven} onDecline={onDecline} again={load} />
}

type ConfirmationProps = Omit<StepUpQuestionProps, 'open'> & {
  offer: StepUpOffer
  prove: (proof: StepUpProof) => Promise<Answer<null>>
  /** After a passkey failed: its challenge is spent. */
  again: () => Promise<void>
}

function Confirmation({ offer, prove, onProven, onDecline, again }: ConfirmationProps) {
  const [error, setError] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const [codeKind, setCodeKind] = useState<CodeKind>(offer.totp ? 'totp' : 'recovery_code')
  const typed = offer.password || offer.totp || codeKind === 'recovery_code'
  // No transition and no action state: the form that asked may still be in one, and what happens here must not wait for it.
  const attempt = async (proof: StepUpProof) => {
    setPending(true)
    setError(null)
    const answer = await prove(proof)
    setPending(false)
    if (answer.ok) return onProven()
    setError(answer.error.message)
    if (proof.kind === 'passkey') await again()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // The form that asked is above this one in the tree.
    event.stopPropagation()
    if (!pending) void attempt(proofIn(new FormData(event.currentTarget), offer, codeKind))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {offer.passkey && (
        <PasskeyButton
          options={offer.passkey}
          pending={pending}
          onSigned={(signed) => void attempt({ kind: 'passkey', signed })}
          onFailed={setError}
        />
      )}
      {offer.passkey && typed && <Or />}
      {offer.password ? (
        <Field label="Password" error={undefined}>
          <PasswordInput name="password" autoComplete="current-password" required maxLength={512} autoFocus />
        </Field>
      ) : (
        <CodeField
          kind={codeKind}
          offer={{ totp: offer.totp, recoveryCodes: offer.recoveryCodes }}
          onKind={setCodeKind}
          autoFocus={offer.passkey === null}
        />
      )}
      <div role="alert" className="empty:hidden">
        {error !== null && <ErrorText error={{ message: error }} />}
      </div>
      <DialogActions>
        <Button onClick={onDecline}>Cancel</Button>
        <Button type="submit" variant={offer.passkey ? 'default' : 'primary'} pending={pending}>
          Confirm
        </Button>
      </DialogActions>
    </form>
  )
}

function Or(): ReactNode {
  return (
    <p className="flex items-center gap-3 text-faint text-xs before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      or
    </p>
  )
}

function proofIn(data: FormData, offer: StepUpOffer, kind: CodeKind): StepUpProof {
  const text = (name: string) => String(data.get(name) ?? '')
  return offer.password ? { kind: 'password', password: text('password') } : { kind, code: text('code') }
}
