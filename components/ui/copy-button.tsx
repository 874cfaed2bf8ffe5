'use client'

import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import type { ButtonVariant } from './button-style'
import { IconButton } from './icon-button'

export type CopyButtonProps = {
  text: string
  /** Its accessible name: "Copy the request id". */
  label: string
  variant?: ButtonVariant
  /** Words on the button; without them it is an icon. */
  children?: ReactNode
  onCopied?: () => void
}

export function CopyButton({ text, label, variant, children, onCopied }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const copy = async () => {
    const done = await copyText(text)
    setState(done ? 'copied' : 'failed')
    if (done) onCopied?.()
  }
  const icon = state === 'copied' ? Check : Copy
  const props = { onClick: () => void copy(), onBlur: () => setState('idle') }
  return (
    <>
      {children ? (
        <Button variant={variant} icon={icon} aria-label={label} {...props}>
          {state === 'copied' ? 'Copied' : children}
        </Button>
      ) : (
        <IconButton variant={variant} icon={icon} label={label} {...props} />
      )}
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy. Select the text instead.' : ''}
      </span>
    </>
  )
}

// navigator.clipboard is missing on plain-http hosts; the old command still works there.
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyThroughSelection(text)
  }
}

function copyThroughSelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'fixed opacity-0'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
