'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useNow, useZone } from '@/components/ui/clock'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { parseMoment } from '@/lib/format/moment'
import { absolute } from '@/lib/format/time'

export interface MomentFormProps {
  /** What was asked last; null for a new question. */
  readonly at: number | null
  /** Minutes before and after. */
  readonly within: number
  readonly hrefOf: (at: number, within: number) => string
}

const WITHIN = [5, 30, 120, 720] as const
const WORDS: Readonly<Record<number, string>> = { 5: '5 min', 30: '30 min', 120: '2 h', 720: '12 h' }

/** A moment in plain words, and how far around it to look. */
export function MomentForm({ at, within, hrefOf }: MomentFormProps) {
  const router = useRouter()
  const now = useNow()
  const zone = useZone()
  const [error, setError] = useState<string | undefined>(undefined)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = String(data.get('moment') ?? '')
    const unchanged = at !== null && text === absolute(at, zone)
    const asked = unchanged ? at : parseMoment(text, now(), zone)
    if (asked === null) return setError('Write a time, such as 14:03, yesterday 9:15 or 3 May 14:03.')
    setError(undefined)
    router.push(hrefOf(asked, Number(data.get('within')) || within))
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-x-3 gap-y-2" noValidate>
      <div className="min-w-0 grow basis-56 sm:max-w-80">
        <Field label="Around when" error={error}>
          <TextInput
            key={at}
            name="moment"
            maxLength={60}
            autoComplete="off"
            placeholder="around 14:03, yesterday 9:15…"
            defaultValue={at === null ? '' : absolute(at, zone)}
          />
        </Field>
      </div>
      <fieldset className="inline-flex h-7.5 items-center rounded-md border border-line bg-raised p-0.5">
        <legend className="sr-only">How far around it</legend>
        {WITHIN.map((minutes) => (
          <label
            key={minutes}
            className="flex h-6 items-center rounded-sm px-2 text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-gold"
          >
            <input
              type="radio"
              name="within"
              value={minutes}
              defaultChecked={minutes === (WITHIN.find((each) => each >= within) ?? 720)}
              className="sr-only"
            />
            ± {WORDS[minutes]}
          </label>
        ))}
      </fieldset>
      <Button type="submit">Look</Button>
    </form>
  )
}
