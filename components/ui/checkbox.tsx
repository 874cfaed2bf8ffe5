'use client'

import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'

const boxStyle =
  'peer m-0 grid size-3.75 shrink-0 appearance-none place-items-center rounded-xs border border-control bg-surface checked:border-gold checked:bg-gold indeterminate:border-gold indeterminate:bg-gold after:block checked:after:h-2 checked:after:w-1.25 checked:after:-translate-y-px checked:after:rotate-45 checked:after:border-on-gold checked:after:border-r-[1.75px] checked:after:border-b-[1.75px] indeterminate:after:h-[1.75px] indeterminate:after:w-2 indeterminate:after:bg-on-gold disabled:opacity-50'

export type CheckBoxProps = Omit<ComponentProps<'input'>, 'type' | 'ref'> & { indeterminate?: boolean }

/** The box alone, for tables; it needs an `aria-label`. */
export function CheckBox({ indeterminate = false, className, ...rest }: CheckBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate
  }, [indeterminate])
  return <input {...rest} ref={box} type="checkbox" className={clsx(boxStyle, className)} />
}

export type CheckboxProps = CheckBoxProps & { label: ReactNode; hint?: ReactNode }

export function Checkbox({ label, hint, ...rest }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: CheckBox is the control inside
    <label className="flex items-start gap-2">
      <CheckBox {...rest} className="mt-0.5" />
      <Labelled label={label} hint={hint} />
    </label>
  )
}

/** An on/off setting that acts at once. A choice inside a form that is sent later is a Checkbox. */
export function Switch({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx('flex items-start gap-2.5', className)}>
      <input
        {...withoutIndeterminate(rest)}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is on
        role="switch"
        className="mt-px flex h-4.5 w-7.5 shrink-0 appearance-none items-center rounded-full border border-control bg-raised px-0.5 transition-colors after:size-3 after:rounded-full after:bg-control after:transition-transform checked:border-ink checked:bg-ink checked:after:translate-x-3 checked:after:bg-canvas disabled:opacity-50"
      />
      <Labelled label={label} hint={hint} />
    </label>
  )
}

function Labelled({ label, hint }: { label: ReactNode; hint: ReactNode }) {
  return (
    <span>
      {label}
      {hint && <span className="block text-muted text-xs">{hint}</span>}
    </span>
  )
}

function withoutIndeterminate({ indeterminate: _, ...rest }: CheckBoxProps): Omit<ComponentProps<'input'>, 'ref'> {
  return rest
}
