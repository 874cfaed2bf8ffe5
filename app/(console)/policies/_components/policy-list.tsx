'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { RoleBinding } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { routes } from '@/lib/routes'
import { policyColumns } from './policy-columns'
import type { PolicyRow } from './policy-rows'

/** A row with the roles of who looks at it: its button depends on both. */
export interface SeenPolicyRow extends PolicyRow {
  readonly bindings: readonly RoleBinding[]
}

export function PolicyList({ rows, bindings }: { rows: readonly PolicyRow[]; bindings: readonly RoleBinding[] }) {
  const router = useRouter()
  const open = (id: string) => {
    if (rows.some((row) => row.id === id && row.policy !== null)) router.push(routes.policy(id))
  }
  return (
    <DataTable
      id="policies"
      label="Policies"
      columns={policyColumns}
      rows={rows.map((row) => ({ ...row, bindings }))}
      rowId={rowId}
      rowName={rowName}
      status="ready"
      total={{ count: rows.length, exact: true }}
      hasMore={false}
      loadMore={nothing}
      isLoadingMore={false}
      onOpen={open}
      empty={
        <EmptyState
          icon={SlidersHorizontal}
          title="No rule is set"
          next="Connect an application, then give it rules of its own."
        />
      }
    />
  )
}

const rowId = ({ id }: PolicyRow) => id
const rowName = ({ owner, kind }: PolicyRow) => `${owner?.name ?? 'Whole installation'}: ${KIND_TEXTS[kind].plural}`
const nothing = () => undefined
