'use client'

import { CircleCheck, RotateCcw } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { CaseDetail } from '@/lib/services/cases/read'

const ResolveDialog = dynamic(() => import('./resolve-dialog').then((module) => module.ResolveDialog), { ssr: false })
const ReopenDialog = dynamic(() => import('./reopen-dialog').then((module) => module.ReopenDialog), { ssr: false })

export interface CaseActsProps {
  readonly story: CaseDetail
  readonly bindings: readonly RoleBinding[]
}

/** Closes the case, or opens it again. */
export function CaseActs({ story, bindings }: CaseActsProps) {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  const blocked = whyNotPermitted(bindings, 'cases.write', 'work on cases', story.application?.id)
  const resolved = story.state === 'resolved'
  const Dialog = resolved ? ReopenDialog : ResolveDialog
  return (
    <>
      <Button
        variant={resolved ? 'default' : 'primary'}
        icon={resolved ? RotateCcw : CircleCheck}
        disabledReason={blocked}
        onClick={() => setOpen(true)}
      >
        {resolved ? 'Open again…' : 'Resolve…'}
      </Button>
      {wanted && <Dialog story={story} open={open} onClose={() => setOpen(false)} />}
    </>
  )
}
