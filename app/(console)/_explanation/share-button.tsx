'use client'

import { Link2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { createShare } from '@/lib/services/shares/create'

const ShareDialog = dynamic(() => import('./share-dialog').then((module) => module.ShareDialog), { ssr: false })

export type SharedOf = Parameters<typeof createShare>[1]['of']

export interface ShareButtonProps {
  readonly of: SharedOf
  readonly applicationId: string | undefined
  readonly bindings: readonly RoleBinding[]
}

/** Makes a link under which the explanation can be read without signing in. */
export function ShareButton({ of, applicationId, bindings }: ShareButtonProps) {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  return (
    <>
      <Button
        icon={Link2}
        disabledReason={whyNotPermitted(bindings, 'explanations.share', 'share explanations', applicationId)}
        onClick={() => setOpen(true)}
      >
        Share…
      </Button>
      {wanted && <ShareDialog of={of} open={open} onClose={() => setOpen(false)} />}
    </>
  )
}
