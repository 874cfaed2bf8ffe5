'use client'

import { useState } from 'react'
import { useFieldControl } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import type { LimitRange } from './ages'
import { limitText, parseLimit } from './limit-text'

export interface LimitInputProps extends LimitRange {
  /** What is limited, its accessible name: "Idle limit". */
  readonly label: string
  readonly seconds: number | null
  readonly onChange: (seconds: number | null) => void
  /** Whether there may be none at all. */
  readonly noneAllowed: boolean
  /** The form field that carries whole seconds; empty for no limit. */
  readonly name?: string
}

/** A duration typed as people say it. It follows the slider; what is typed takes effect as soon as it is understood. */
export function LimitInput(props: LimitInputProps) {
  const { label, seconds, onChange, name } = props
  // While it is being typed the text is the operator's; otherwise it is the value's.
  const [draft, setDraft] = useState<string | null>(null)
  const field = useFieldControl()
  const problem = draft === null ? null : problemWith(draft, props)
  const type = (text: string) => {
    setDraft(text)
    const parsed = parseLimit(text)
    if (problemWith(text, props) !== null || parsed.limit === 'unclear') return
    onChange(parsed.limit === 'none' ? null : parsed.seconds)
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <TextInput
        {...field}
        mono
        aria-label={label}
        aria-invalid={problem !== null}
        className="w-28!"
        value={draft ?? limitText(seconds)}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      <span role="status" className="text-refused-ink text-xs">
        {problem}
      </span>
      {name !== undefined && <input type="hidden" name={name} value={seconds ?? ''} />}
    </span>
  )
}

type Rules = Pick<LimitInputProps, 'minSeconds' | 'maxSeconds' | 'noneAllowed'>

/** What is wrong with a typed limit, in words; null when it may be set. */
export function problemWith(text: string, { minSeconds, maxSeconds, noneAllowed }: Rules): string | null {
  const parsed = parseLimit(text)
  if (parsed.limit === 'unclear') return 'Write a time such as 15 min or 12 h.'
  if (parsed.limit === 'none') return noneAllowed ? null : 'A limit is needed here.'
  if (parsed.seconds < minSeconds) return `At least ${limitText(minSeconds)}.`
  return parsed.seconds > maxSeconds ? `At most ${limitText(maxSeconds)}.` : null
}
