'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { Checkbox } from './checkbox'
import { CopyButton } from './copy-button'
import { IconButton } from './icon-button'

export type SecretRevealProps = {
  /** The token. It lives in this component's props only: never in a URL, a query cache or storage. */
  secret: string
  /** How many characters at the start may be shown while it is hidden; they are its public part. */
  publicLength: number
  /** What the operator confirms. */
  confirm?: string
  /** How to use it, below the secret. */
  children?: ReactNode
  /** Called when the operator has confirmed that it is stored. */
  onStored: () => void
}

/** Shows a new secret once. It cannot be left without saying that it is stored. */
export function SecretReveal({
  secret,
  publicLength,
  confirm = 'I have stored it',
  children,
  onStored,
}: SecretRevealProps) {
  const [shown, setShown] = useState(false)
  const [stored, setStored] = useState(false)
  const hidden = secret.slice(0, publicLength) + '•'.repeat(Math.max(0, secret.length - publicLength))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">This is shown once. Assay keeps only a digest and cannot show it again.</p>
      <div className="flex items-start gap-1 rounded-md border border-line-strong bg-raised p-1.5 pl-3">
        <output aria-label="New secret" className="grow select-all self-center break-all py-0.5 font-mono text-xs">
          {shown ? secret : hidden}
        </output>
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? 'Hide the secret' : 'Show the secret'}
          onClick={() => setShown(!shown)}
        />
        <CopyButton text={secret} label="Copy the secret" variant="default">
          Copy
        </CopyButton>
      </div>
      {children}
      <Checkbox label={confirm} checked={stored} onChange={(event) => setStored(event.target.checked)} />
      <div className="flex justify-end">
        <Button
          variant="primary"
          disabledReason={stored ? undefined : 'Confirm first that you have stored the secret.'}
          onClick={onStored}
        >
          Done
        </Button>
      </div>
    </div>
  )
}
