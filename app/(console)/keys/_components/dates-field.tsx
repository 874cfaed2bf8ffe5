'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { DAY } from '@/lib/core/instant'

const LENGTHS = { month: 30 * DAY, quarter: 90 * DAY, year: 365 * DAY } as const

export type Expiry = keyof typeof LENGTHS | 'date' | 'never'

const EXPIRY_OPTIONS: readonly { value: Expiry; label: string; hint?: string }[] = [
  { value: 'month', label: 'in 30 days' },
  { value: 'quarter', label: 'in 90 days' },
  { value: 'year', label: 'in a year' },
  { value: 'date', label: 'on a date' },
  { value: 'never', label: 'never by itself', hint: 'It lives until somebody ends it, or a policy does.' },
]

/** When a key begins and ends, as it is chosen; dates are those of a datetime-local field. */
export interface Dates {
  readonly expiry: Expiry
  readonly endDate: string
  readonly startDate: string
}

export const NO_DATES: Dates = { expiry: 'quarter', endDate: '', startDate: '' }

export type DatesFieldProps = {
  dates: Dates
  onChange: (dates: Dates) => void
  errors: { expiresAt: string | undefined; notBefore: string | undefined }
}

export function DatesField({ dates, onChange, errors }: DatesFieldProps) {
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <div className="flex flex-col gap-2">
        <Field label="Ends" error={errors.expiresAt}>
          <Select
            options={EXPIRY_OPTIONS}
            value={dates.expiry}
            onValueChange={(expiry) => onChange({ ...dates, expiry })}
          />
        </Field>
        {dates.expiry === 'date' && (
          <TextInput
            type="datetime-local"
            aria-label="Ends on"
            required
            value={dates.endDate}
            onChange={(event) => onChange({ ...dates, endDate: event.target.value })}
          />
        )}
      </div>
      <Field label="Starts" aside="at once when empty" error={errors.notBefore}>
        <TextInput
          type="datetime-local"
          value={dates.startDate}
          onChange={(event) => onChange({ ...dates, startDate: event.target.value })}
        />
      </Field>
    </div>
  )
}

/** The instants that are meant. A datetime-local value has no zone; the browser reads it in its own. */
export function instantsOf({ expiry, endDate, startDate }: Dates, now: number) {
  const notBefore = startDate === '' ? null : new Date(startDate).getTime()
  if (expiry === 'never') return { expiresAt: null, notBefore }
  if (expiry === 'date') return { expiresAt: endDate === '' ? null : new Date(endDate).getTime(), notBefore }
  return { expiresAt: (notBefore ?? now) + LENGTHS[expiry], notBefore }
}
