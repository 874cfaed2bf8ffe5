'use client'

import { LifeBuoy } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-style'
import { useEverOpen } from '@/components/ui/ever-open'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { openCase } from '@/lib/services/cases/open'

const OpenCaseDialog = dynamic(() => import('./open-case-dialog').then((module) => module.OpenCaseDialog), {
  ssr: false,
})

type Evidence = NonNullable<Parameters<typeof openCase>[1]['evidence']>[number]

/** What is known already where the case is opened. */
export interface CaseStart {
  readonly subject?: { readonly id: string; readonly name: string } | undefined
  readonly happenedAt?: Instant | undefined
  /** Joined as the case is opened. */
  readonly evidence?: readonly Evidence[] | undefined
  readonly applicationId?: string | undefined
}

export interface OpenCaseButtonProps {
  readonly bindings: readonly RoleBinding[]
  readonly start?: CaseStart
  /** To choose from, where nothing says which application it concerns. */
  readonly applications?: readonly ApplicationChoice[]
  readonly variant?: ButtonVariant
}

/** Opens a case with what is on the page. The dialog loads when it is first asked for. */
export function OpenCaseButton({ bindings, start = {}, applications = [], variant }: OpenCaseButtonProps) {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  return (
    <>
      <Button
        variant={variant}
        icon={LifeBuoy}
        disabledReason={whyNotPermitted(bindings, 'cases.write', 'work on cases', start.applicationId)}
        onClick={() => setOpen(true)}
      >
        Open a case…
      </Button>
      {wanted && (
        <OpenCaseDialog start={start} applications={applications} open={open} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
