'use client'

import clsx from 'clsx'
import { type ReactNode, useRef, useState } from 'react'
import { STEP_UP_REQUIRED } from '@/components/step-up/step-up'
import { StepUpQuestion } from '@/components/step-up/step-up-question'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-style'
import { ErrorText } from './error-text'
import type { FormError } from './form-state'
import { keepFields } from './keep-fields'
import { useAskAgain } from './use-ask-again'

export type FormProps = {
  /** From `useActionState`, or any function that takes the form's data. */
  action: (data: FormData) => void | Promise<void>
  /** Required, so that no form forgets to say what went wrong. */
  error: FormError | undefined
  /** Required, so that no form can be sent twice. */
  pending: boolean
  submit: { label: string; variant?: ButtonVariant; disabledReason?: string | undefined }
  /** Beside the submit button: the way back. */
  secondary?: ReactNode
  children: ReactNode
  className?: string
}

export function Form({ action, error, pending, submit, secondary, children, className }: FormProps) {
  const blocked = pending || submit.disabledReason !== undefined
  return (
    <form
      action={action}
      onSubmit={keepFields(action, blocked)}
      noValidate={false}
      className={clsx('flex flex-col gap-4', className)}
    >
      {children}
      <FormErrorLine error={error} />
      <div className="flex flex-wrap justify-end gap-2">
        {secondary}
        <Button
          type="submit"
          variant={submit.variant ?? 'primary'}
          pending={pending}
          disabledReason={submit.disabledReason}
        >
          {submit.label}
        </Button>
      </div>
    </form>
  )
}

/**
 * What went wrong with the form around it. Where the act takes a fresh proof of identity it asks for one, and sends the form
 * again with everything as it was typed.
 */
export function FormErrorLine({ error }: { error: FormError | undefined }) {
  const line = useRef<HTMLDivElement>(null)
  const [declined, setDeclined] = useState<FormError | null>(null)
  useAskAgain(line, error)
  const asks = error?.code === STEP_UP_REQUIRED && declined !== error
  const repeat = () => {
    setDeclined(error ?? null)
    line.current?.closest('form')?.requestSubmit()
  }
  return (
    // Present from the start, so that a screen reader hears what appears in it.
    <div ref={line} role="alert" className="empty:hidden">
      {error && !asks && <ErrorText error={error} />}
      {error?.code === STEP_UP_REQUIRED && (
        <StepUpQuestion open={asks} onProven={repeat} onDecline={() => setDeclined(error)} />
      )}
    </div>
  )
}
