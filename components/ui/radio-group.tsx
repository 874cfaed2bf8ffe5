'use client'

import { type ReactNode, useId } from 'react'
import { FieldError } from './field'

export type RadioOption<Value extends string> = { value: Value; label: ReactNode; hint?: ReactNode }

export type RadioGroupProps<Value extends string> = {
  label: string
  name: string
  options: readonly RadioOption<Value>[]
  error: string | undefined
  value?: Value | undefined
  defaultValue?: Value | undefined
  onValueChange?: ((value: Value) => void) | undefined
  required?: boolean
}

export function RadioGroup<Value extends string>({ label, options, error, ...rest }: RadioGroupProps<Value>) {
  const id = useId()
  const { name, value, defaultValue, onValueChange, required } = rest
  const controlled = value !== undefined
  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={error ? id : undefined}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex items-start gap-2">
          <input
            type="radio"
            name={name}
            value={option.value}
            required={required}
            {...(controlled ? { checked: value === option.value } : { defaultChecked: defaultValue === option.value })}
            onChange={() => onValueChange?.(option.value)}
            className="mt-0.5 size-3.75 shrink-0 appearance-none rounded-full border border-control bg-surface checked:border-[4.5px] checked:border-gold"
          />
          <span>
            {option.label}
            {option.hint && <span className="block text-muted text-xs">{option.hint}</span>}
          </span>
        </label>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  )
}
