'use client'

import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'

type FieldIds = { control: string; label: string; description: string | undefined; invalid: boolean }

const FieldContext = createContext<FieldIds | null>(null)

export type FieldProps = {
  label: string
  hint?: ReactNode
  /** What is wrong with the value; undefined when nothing is. Required so that no form forgets to show it. */
  error: string | undefined
  /** Words beside the label, such as "optional". */
  aside?: ReactNode
  children: ReactNode
}

/** A label, one control inside, a hint and an error, tied together. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId()
  const description = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  const ids = { control: `${id}-control`, label: `${id}-label`, description, invalid: error !== undefined }
  return (
    <FieldContext value={ids}>
      <div className="flex flex-col gap-1.25">
        <div className="flex items-baseline gap-2">
          <label id={ids.label} htmlFor={ids.control} className="font-medium">
            {label}
          </label>
          {aside && <span className="text-faint text-xs">{aside}</span>}
        </div>
        {children}
        {hint && (
          <p id={`${id}-hint`} className="text-muted text-xs">
            {hint}
          </p>
        )}
        <FieldError id={`${id}-error`} error={error} />
      </div>
    </FieldContext>
  )
}

/** What ties a control to the Field around it; nothing when there is none. */
export function useFieldControl() {
  const ids = useContext(FieldContext)
  if (!ids) return {}
  return {
    id: ids.control,
    'aria-describedby': ids.description,
    'aria-invalid': ids.invalid || undefined,
  }
}

/** The id of the label around, for controls that a `for` attribute does not reach. */
export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.label
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <p id={id} className="flex items-start gap-1.5 text-refused-ink text-xs">
      <CircleAlert size={13} className="mt-px shrink-0" aria-hidden />
      {error}
    </p>
  )
}
