'use client'

import { useState } from 'react'
import { useFieldControl } from './field'
import { Select } from './select'
import { TextInput } from './text-input'

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const
const WORDS = { s: 'seconds', min: 'minutes', h: 'hours', d: 'days', none: 'no limit' } as const

export type DurationUnit = keyof typeof SECONDS

export type DurationInputProps = {
  /** The form field that carries whole seconds; empty for no limit. */
  name?: string
  /** Whole seconds; null is no limit. */
  defaultSeconds: number | null
  /** NaN while what is typed is no number. */
  onSecondsChange?: (seconds: number | null) => void
  units?: readonly DurationUnit[]
  /** Offers "no limit" among the units. */
  allowNone?: boolean
  /** What is measured, for the unit's accessible name: "Idle limit". */
  label: string
}

/** A number and a unit; what is sent is seconds. */
export function DurationInput(props: DurationInputProps) {
  const { name, defaultSeconds, onSecondsChange, units = ['s', 'min', 'h', 'd'], allowNone = false, label } = props
  const [unit, setUnit] = useState<DurationUnit | 'none'>(() => unitFor(defaultSeconds, units))
  const [text, setText] = useState(() => amountIn(defaultSeconds, unitFor(defaultSeconds, units)))
  const field = useFieldControl()
  const change = (nextText: string, nextUnit: DurationUnit | 'none') => {
    setText(nextText)
    setUnit(nextUnit)
    onSecondsChange?.(secondsOf(nextText, nextUnit))
  }
  const choices = [...units, ...(allowNone ? (['none'] as const) : [])]
  const seconds = secondsOf(text, unit)
  return (
    <div className="flex gap-1.5">
      {unit !== 'none' && (
        <span className="w-20">
          <TextInput
            {...field}
            mono
            inputMode="decimal"
            value={text}
            onChange={(event) => change(event.target.value, unit)}
          />
        </span>
      )}
      <span className="w-28">
        <Select
          aria-label={`${label}: unit`}
          value={unit}
          options={choices.map((value) => ({ value, label: WORDS[value] }))}
          onValueChange={(next) => change(text, next)}
        />
      </span>
      {name && <input type="hidden" name={name} value={seconds === null ? '' : String(seconds)} />}
    </div>
  )
}

/** The largest unit that divides the value, so that 5400 s reads 90 minutes and 7200 s reads 2 hours. */
function unitFor(seconds: number | null, units: readonly DurationUnit[]): DurationUnit | 'none' {
  if (seconds === null) return 'none'
  const fitting = units.filter((unit) => seconds % SECONDS[unit] === 0)
  return fitting.at(-1) ?? units[0] ?? 's'
}

function amountIn(seconds: number | null, unit: DurationUnit | 'none'): string {
  return seconds === null || unit === 'none' ? '' : String(seconds / SECONDS[unit])
}

function secondsOf(text: string, unit: DurationUnit | 'none'): number | null {
  if (unit === 'none') return null
  const amount = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
  return Math.round(amount * SECONDS[unit])
}
