'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { TextInput, type TextInputProps } from '@/components/ui/text-input'

/** A password that can be looked at, and that says when Caps Lock is on. Inside a Field, which labels it. */
export function PasswordInput(props: Omit<TextInputProps, 'type' | 'mono'>) {
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  const watch = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  const Icon = shown ? EyeOff : Eye
  return (
    <>
      <div className="relative">
        <TextInput
          {...props}
          type={shown ? 'text' : 'password'}
          onKeyDown={watch}
          onKeyUp={watch}
          onBlur={() => setCaps(false)}
          spellCheck={false}
          autoCapitalize="off"
          className="h-9 pr-10"
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Show what is typed"
          onClick={() => setShown((before) => !before)}
          className="absolute inset-y-px right-px grid w-9 place-items-center rounded-md text-muted hover:text-ink"
        >
          <Icon size={15} strokeWidth={1.7} aria-hidden />
        </button>
      </div>
      <p role="status" className="text-soon-ink text-xs empty:hidden">
        {caps ? 'Caps Lock is on.' : ''}
      </p>
    </>
  )
}
