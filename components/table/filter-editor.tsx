'use client'

import clsx from 'clsx'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { itemStyle } from '@/components/ui/popup-style'
import { TextInput } from '@/components/ui/text-input'
import { timeRangeWords } from '@/lib/format/time-range'
import { type FilterDefinition, type FilterOption, type FilterValue, looksLikeCidr, looksLikeToken } from './filters'
import { TimeRangeEditor } from './time-range-editor'

type FilterEditorProps = {
  definition: FilterDefinition
  value: FilterValue
  onChange: (value: FilterValue) => void
  onDone: () => void
}

export function FilterEditor({ definition, value, onChange, onDone }: FilterEditorProps) {
  const settle = (next: FilterValue) => {
    onChange(next)
    onDone()
  }
  switch (definition.kind) {
    case 'one':
      return <ChooseOne options={definition.options} value={value} onChange={settle} />
    case 'many':
      return <ChooseMany options={definition.options} value={value} onChange={onChange} />
    case 'time':
      return (
        <>
          <ChooseOne options={definition.presets.map(presetOption)} value={value} onChange={settle} />
          <TimeRangeEditor onChange={settle} />
        </>
      )
    case 'text':
      return <TypeText definition={definition} value={value} onChange={settle} check={textError} />
    case 'cidr':
      return <TypeText definition={definition} value={value} onChange={settle} check={cidrError} mono />
  }
}

type ChooseProps = {
  options: readonly FilterOption[]
  value: FilterValue
  onChange: (value: FilterValue) => void
}

function ChooseOne({ options, value, onChange }: ChooseProps) {
  return (
    <ul>
      {options.map((option) => (
        <li key={option.value}>
          <button
            type="button"
            aria-pressed={value === option.value}
            onClick={() => onChange(option.value)}
            className={clsx(itemStyle, 'w-full text-left hover:bg-hover')}
          >
            <Check size={14} aria-hidden className={value === option.value ? '' : 'invisible'} />
            {option.label}
          </button>
        </li>
      ))}
    </ul>
  )
}

function ChooseMany({ options, value, onChange }: ChooseProps) {
  const chosen = new Set(typeof value === 'string' ? [value] : value)
  const toggle = (one: string, on: boolean) =>
    onChange(options.map((option) => option.value).filter((own) => (own === one ? on : chosen.has(own))))
  return (
    <ul className="flex flex-col gap-2 p-2">
      {options.map((option) => (
        <li key={option.value}>
          <Checkbox
            label={option.label}
            checked={chosen.has(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
          />
        </li>
      ))}
    </ul>
  )
}

type TypeTextProps = {
  definition: FilterDefinition
  value: FilterValue
  onChange: (value: string) => void
  check: (text: string) => string | undefined
  mono?: boolean
}

function TypeText({ definition, value, onChange, check, mono = false }: TypeTextProps) {
  const [text, setText] = useState(typeof value === 'string' ? value : '')
  const [error, setError] = useState<string>()
  const apply = (event: FormEvent) => {
    event.preventDefault()
    const problem = check(text.trim())
    setError(problem)
    if (problem === undefined) onChange(text.trim())
  }
  const placeholder = definition.kind === 'text' ? definition.placeholder : '203.0.113.0/24 or 2001:db8::/32'
  return (
    <form onSubmit={apply} className="flex w-72 flex-col gap-2.5 p-2">
      <Field label={definition.label} error={error}>
        <TextInput
          mono={mono}
          value={text}
          placeholder={placeholder}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
      </Field>
      <Button type="submit" variant="primary" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  )
}

function textError(text: string): string | undefined {
  if (looksLikeToken(text))
    return 'This is a token. Paste it into the search box: there its secret stays in this browser.'
  return text === '' ? 'Type something to look for.' : undefined
}

function cidrError(text: string): string | undefined {
  return looksLikeCidr(text) ? undefined : 'Not an address or range. Write it like 203.0.113.7 or 203.0.113.0/24.'
}

function presetOption(value: string): FilterOption {
  return { value, label: timeRangeWords(value, 'UTC') }
}
