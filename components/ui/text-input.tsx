'use client'

import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { useFieldControl } from './field'

export const inputStyle =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ink placeholder:text-faint aria-invalid:border-refused read-only:bg-raised disabled:opacity-50 max-sm:text-lg'

export type TextInputProps = ComponentProps<'input'> & {
  /** Letters of equal width, for ids, addresses and numbers. */
  mono?: boolean
}

export function TextInput({ mono = false, className, ...rest }: TextInputProps) {
  const field = useFieldControl()
  return (
    <input type="text" {...field} {...rest} className={clsx(inputStyle, 'h-7.5', mono && 'font-mono', className)} />
  )
}

export function TextArea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  const field = useFieldControl()
  return <textarea {...field} {...rest} rows={rows} className={clsx(inputStyle, 'resize-y py-1.5', className)} />
}
