'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useFieldControl } from '@/components/ui/field'

export type TagInputProps = {
  tags: readonly string[]
  onChange: (tags: readonly string[]) => void
  placeholder?: string
}

/** Several short words. Enter, a comma, a space or leaving the field ends one; Backspace in the empty field takes the last away. */
export function TagInput({ tags, onChange, placeholder }: TagInputProps) {
  const [text, setText] = useState('')
  const field = useFieldControl()
  const add = (typed: string) => {
    const words = typed.split(/[\s,]+/).filter((word) => word !== '')
    if (words.length > 0) onChange([...new Set([...tags, ...words])])
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '') onChange(tags.slice(0, -1))
    if (event.key !== 'Enter' || text === '') return
    event.preventDefault()
    add(text)
  }
  return (
    <div className="flex min-h-7.5 w-full min-w-0 flex-wrap items-center gap-1 rounded-md border border-control bg-surface px-1 py-0.75 focus-within:outline-2 focus-within:outline-gold">
      {tags.map((tag) => (
        <span key={tag} className="mono flex h-5.5 max-w-full items-center rounded-sm bg-raised pl-1.75">
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={`Remove ${tag}`}
            onClick={() => onChange(tags.filter((other) => other !== tag))}
            className="grid size-5.5 place-items-center rounded-sm text-faint hover:text-ink"
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <input
        {...field}
        value={text}
        onChange={({ target: { value } }) => (/[\s,]$/.test(value) ? add(value) : setText(value))}
        onKeyDown={onKeyDown}
        onBlur={() => add(text)}
        placeholder={tags.length === 0 ? placeholder : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="mono h-5.5 min-w-24 grow bg-transparent px-1.5 outline-none placeholder:font-sans placeholder:text-faint"
      />
    </div>
  )
}
