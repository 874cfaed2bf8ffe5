'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'

/** A range of one's own, typed in the operator's zone and kept as RFC 3339. */
export function TimeRangeEditor({ onChange }: { onChange: (value: string) => void }) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [error, setError] = useState<string>()
  const apply = (event: FormEvent) => {
    event.preventDefault()
    const problem = rangeError(from, to)
    setError(problem)
    if (problem === undefined) onChange(`${machine(from)}..${machine(to)}`)
  }
  return (
    <form onSubmit={apply} className="mt-1 flex flex-col gap-2.5 border-t p-2 pt-3">
      <Field label="From" error={undefined}>
        <TextInput type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To" error={error}>
        <TextInput type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  )
}

function rangeError(from: string, to: string): string | undefined {
  if (from === '' && to === '') return 'Fill in at least one side.'
  return from !== '' && to !== '' && from >= to ? 'The end lies before the beginning.' : undefined
}

// A datetime-local value has no zone; the browser reads it in its own.
function machine(local: string): string {
  return local === '' ? '' : new Date(local).toISOString()
}
