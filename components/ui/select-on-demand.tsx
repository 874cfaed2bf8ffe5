'use client'

import clsx from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { useFieldControl, useFieldLabelId } from './field'
import { selectStyle } from './popup-style'
import type { SelectProps } from './select'

const load = () => import('./select')
const Select = lazy(() => load().then((module) => ({ default: module.Select<string> })))

type SelectOnDemandProps<Value extends string> = Pick<
  SelectProps<Value>,
  'options' | 'placeholder' | 'aria-label' | 'className'
> & {
  value: Value | null
  onValueChange: (value: Value) => void
}

/** The same as Select for a page itself: its list is loaded when it is first wanted, and opens with the same keys. */
export function SelectOnDemand<Value extends string>({ value, onValueChange, ...rest }: SelectOnDemandProps<Value>) {
  const [wanted, setWanted] = useState(false)
  const open = () => setWanted(true)
  // A lazy component cannot be generic: what it gives back is looked up among what it was given.
  const choose = (given: string) => {
    const option = rest.options.find((each) => each.value === given)
    if (option) onValueChange(option.value)
  }
  const chosen = rest.options.find((option) => option.value === value)
  const closed = (
    <ClosedSelect
      label={rest['aria-label']}
      className={rest.className}
      onClick={open}
      onKeyDown={(event) => opens(event) && open()}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      <span className={clsx('truncate', chosen === undefined && 'text-faint')}>
        {chosen?.label ?? rest.placeholder ?? 'Choose…'}
      </span>
    </ClosedSelect>
  )
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <Select {...rest} value={value} onValueChange={choose} defaultOpen />
    </Suspense>
  )
}

function ClosedSelect({
  label,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & { label: string | undefined }) {
  const field = useFieldControl()
  const labelId = useFieldLabelId()
  return (
    <button
      {...rest}
      {...field}
      type="button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-label={label}
      aria-labelledby={label ? undefined : labelId}
      className={clsx(selectStyle, className)}
    >
      {children}
      <ChevronsUpDown size={14} className="text-muted" aria-hidden />
    </button>
  )
}

/** What opens a list besides a click, which Enter and Space are. */
function opens(event: KeyboardEvent): boolean {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false
  event.preventDefault()
  return true
}
