'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { CopyButton } from '@/components/ui/copy-button'

/** Ten codes, shown once. They cannot be left without saying that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const [kept, setKept] = useState(false)
  const text = codes.join('\n')
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        Each gets you in once, in place of the app or the passkey. They are shown once: Assay keeps only digests. Put
        them where you keep what must not be lost, and not beside the password.
      </p>
      <ol aria-label="Recovery codes" className="mono grid gap-x-6 gap-y-1 rounded-md border bg-raised px-3 py-2.5">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div>
        <CopyButton text={text} label="Copy all recovery codes">
          Copy all
        </CopyButton>
      </div>
      <Checkbox label="I have kept them" checked={kept} onChange={(event) => setKept(event.target.checked)} />
      <div className="flex justify-end">
        <Button
          variant="primary"
          disabledReason={kept ? undefined : 'Confirm first that you have kept the codes.'}
          onClick={onKept}
        >
          Done
        </Button>
      </div>
    </div>
  )
}
