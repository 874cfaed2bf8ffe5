'use client'

import { Select as Base } from '@base-ui/react/select'
import clsx from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useFieldControl, useFieldLabelId } from './field'
import { itemStyle, popupStyle, selectStyle } from './popup-style'

export type SelectOption<Value extends string> = { value: Value; label: string; hint?: string | undefined }

export type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[]
  value?: Value | null | undefined
  defaultValue?: Value | undefined
  onValueChange?: ((value: Value) => void) | undefined
  name?: string | undefined
  placeholder?: string | undefined
  required?: boolean | undefined
  defaultOpen?: boolean | undefined
  /** Its accessible name where no Field is around it. */
  'aria-label'?: string | undefined
  className?: string | undefined
}

/** One of several. In a dialog that loads late; on a page itself use SelectOnDemand. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, onValueChange, placeholder = 'Choose…', className, 'aria-label': label, ...root } = props
  const field = useFieldControl()
  const labelId = useFieldLabelId()
  return (
    <Base.Root<Value, false>
      {...given(root)}
      items={options}
      onValueChange={(value) => value !== null && onValueChange?.(value)}
      modal={false}
    >
      <Base.Trigger
        {...field}
        aria-label={label}
        aria-labelledby={label ? undefined : labelId}
        className={clsx(selectStyle, className)}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-faint" />
        <Base.Icon>
          <ChevronsUpDown size={14} className="text-muted" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50">
          <Base.Popup className={clsx(popupStyle, 'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={clsx(itemStyle, 'items-start')}>
                  <span className="w-3.5 shrink-0 pt-0.5">
                    <Base.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <span>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint && <span className="block max-w-80 text-muted text-xs">{option.hint}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

// Base UI tells "absent" from "undefined": a value that is undefined would make it switch between its two modes.
function given<Props extends object>(props: Props): { [Key in keyof Props]: Exclude<Props[Key], undefined> } {
  const entries = Object.entries(props).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Props]: Exclude<Props[Key], undefined> }
}
