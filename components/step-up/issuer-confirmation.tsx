'use client'

import { ExternalLink } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { onConfirmed } from './confirmed-channel'
import { useStepUpActions } from './step-up'

export type IssuerConfirmationProps = {
  label: string
  primary: boolean
  pending: boolean
  onConfirmed: () => void
  /** What to say when nothing came of it; null as soon as it is tried again. */
  onFailed: (message: string | null) => void
}

/** Has the issuer ask again who this is, in a window of its own: what was typed here stays. */
export function IssuerConfirmation(props: IssuerConfirmationProps) {
  const { label, primary, pending, onConfirmed: confirmed, onFailed } = props
  const { atIssuer } = useStepUpActions()
  const [waiting, setWaiting] = useState(false)
  useEffect(() => (waiting ? onConfirmed(confirmed) : undefined), [waiting, confirmed])
  const go = async () => {
    onFailed(null)
    // Opened with the click: a browser lets nothing open later.
    const opened = window.open('', '_blank')
    if (opened === null) return onFailed('Your browser did not open a window. Allow it for this page, and try again.')
    setWaiting(true)
    const answer = await atIssuer()
    if (answer.ok) return opened.location.assign(answer.value)
    opened.close()
    setWaiting(false)
    onFailed(answer.error.message)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <Button
        variant={primary ? 'primary' : 'default'}
        icon={ExternalLink}
        pending={pending}
        onClick={() => void go()}
        className="h-9 w-full"
      >
        Confirm at {label}
      </Button>
      <p role="status" className="text-muted text-xs empty:hidden">
        {waiting && `Go on in the window that opened. When ${label} has confirmed you, this goes on by itself.`}
      </p>
    </div>
  )
}
