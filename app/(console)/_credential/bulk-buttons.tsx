'use client'

import { Pause, X } from 'lucide-react'
import { whyNotByRole } from '@/components/credential/why-not'
import type { Selection } from '@/components/table/selection'
import { Button } from '@/components/ui/button'
import type { RoleBinding } from '@/lib/core/permissions'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { AskedScope } from '../_acts/actions'
import type { CredentialActs } from './use-credential-acts'

export interface BulkButtonsProps {
  readonly selected: readonly CredentialRow[]
  /** Where the selection is everything that matches: what that is, loaded or not. */
  readonly matching?: { readonly what: string; readonly scope: AskedScope } | null
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
  readonly clear: () => void
}

/** What may be done with several at once. */
export function BulkButtons({ selected, matching = null, bindings, acts, clear }: BulkButtonsProps) {
  const ask = (verb: 'suspend' | 'end', act: 'suspend' | 'revoke', label: string) =>
    matching === null ? acts.ask(act, selected, clear) : acts.askMany({ verb, label, ...matching, onDone: clear })
  return (
    <>
      <Button
        icon={Pause}
        disabledReason={whyNotByRole('suspend', bindings)}
        onClick={() => ask('suspend', 'suspend', 'Suspend')}
      >
        Suspend…
      </Button>
      <Button
        variant="destroy"
        icon={X}
        disabledReason={whyNotByRole('revoke', bindings)}
        onClick={() => ask('end', 'revoke', 'Revoke')}
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
