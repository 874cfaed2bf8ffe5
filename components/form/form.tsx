'use client'

import clsx from 'clsx'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-style'
import { CopyButton } from '@/components/ui/copy-button'
import type { FormError } from './form-state'
import { keepFields } from './keep-fields'

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

/** Present from the start, so that a screen reader hears what appears in it. */
export function FormErrorLine({ error }: { error: FormError | undefined }) {
  return (
    <div role="alert" className="empty:hidden">
      {error && (
        <div className="flex items-start gap-2 rounded-md bg-refused-soft px-3 py-2 text-refused-ink">
          <CircleAlert size={15} className="mt-0.5 shrink-0" aria-hidden />
          <div className="grow">
            {error.message}
            {error.requestId && <div className="mono opacity-90">{error.requestId}</div>}
          </div>
          {error.requestId && <CopyButton text={error.requestId} label="Copy the request id" />}
        </div>
      )}
    </div>
  )
}
