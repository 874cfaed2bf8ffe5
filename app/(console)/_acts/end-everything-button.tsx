'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { AskedScope } from './actions'
import { useActs } from './use-acts'

export type EndEverythingButtonProps = {
  /** Whose: "Storefront", "203.0.113.7". */
  of: string
  scope: AskedScope
  bindings: readonly RoleBinding[]
}

/** Ends everything of an application or an address, with its own dialog. */
export function EndEverythingButton({ of, scope, bindings }: EndEverythingButtonProps) {
  const { ask, dialog } = useActs()
  const applicationId = scope.type === 'application' ? scope.applicationId : undefined
  return (
    <>
      <Button
        variant="danger"
        icon={X}
        disabledReason={whyNotPermitted(bindings, 'acts.run', 'end credentials', applicationId)}
        onClick={() => ask({ verb: 'end', label: 'End', what: `everything of ${of}`, scope })}
      >
        End everything of {of}…
      </Button>
      {dialog}
    </>
  )
}
