'use client'

import { Pause, X } from 'lucide-react'
import { whyNotByRole } from '@/components/credential/why-not'
import type { Selection } from '@/components/table/selection'
import { Button } from '@/components/ui/button'
import type { RoleBinding } from '@/lib/core/permissions'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { CredentialActs } from './use-credential-acts'

export interface BulkButtonsProps {
  readonly selected: readonly CredentialRow[]
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
  readonly clear: () => void
}

/** What may be done with several at once. */
export function BulkButtons({ selected, bindings, acts, clear }: BulkButtonsProps) {
  return (
    <>
      <Button
        icon={Pause}
        disabledReason={whyNotByRole('suspend', bindings)}
        onClick={() => acts.ask('suspend', selected, clear)}
      >
        Suspend…
      </Button>
      <Button
        variant="destroy"
        icon={X}
        disabledReason={whyNotByRole('revoke', bindings)}
        onClick={() => acts.ask('revoke', selected, clear)}
      >
        Revoke…
      </Button>
    </>
  )
}

/** The rows a selection means, of those that are loaded. */
export function selectedRows(selection: Selection, rows: readonly CredentialRow[]): readonly CredentialRow[] {
  if (selection.kind === 'matching') return rows
  const ids = new Set(selection.ids)
  return rows.filter(({ id }) => ids.has(id))
}
