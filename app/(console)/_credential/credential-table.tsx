'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { searchKey } from '@/components/credential/credential-filters'
import { ownerName } from '@/components/credential/owner'
import { whyNotByRole, whyNotExport } from '@/components/credential/why-not'
import type { DataColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { TableShortcut } from '@/components/table/data-table-props'
import { FilterBar } from '@/components/table/filter-bar'
import { notify } from '@/components/ui/notify'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import { total as written } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialRow, ListedKind } from '@/lib/queries/credentials'
import { routes } from '@/lib/routes'
import { ListTools } from '../_views/list-tools'
import { BulkButtons, selectedRows } from './bulk-buttons'
import { CredentialSheet } from './credential-sheet'
import type { CredentialActs } from './use-credential-acts'
import type { CredentialList } from './use-credential-list'

export interface CredentialTableProps {
  readonly kind: ListedKind
  readonly label: string
  readonly columns: readonly DataColumn<CredentialRow>[]
  readonly list: CredentialList
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
  /** What stands there when nothing matches. */
  readonly empty: ReactNode
}

/** A list of credentials with its filters, its sheet and its acts. */
export function CredentialTable({ kind, label, columns, list, bindings, acts, empty }: CredentialTableProps) {
  const { openId, open, close } = useOpenId()
  const { rows } = list
  return (
    <>
      <FilterBar
        definitions={list.definitions}
        filters={list.filters}
        sort={list.sort}
        tools={<ListTools list={LIST_OF[kind]} exportRefused={whyNotExport(bindings)} />}
      />
      <DataTable
        id={kind}
        label={label}
        columns={columns}
        rows={rows}
        rowId={idOf}
        rowName={nameOf}
        {...list.reading}
        empty={empty}
        total={list.total}
        onOpen={open}
        openId={openId}
        shortcuts={useShortcuts(rows, bindings, acts)}
        allMatching
        bulkActions={(selection, clear) => (
          <BulkButtons
            selected={selectedRows(selection, rows)}
            matching={selection.kind === 'matching' ? matchingOf(kind, list) : null}
            bindings={bindings}
            acts={acts}
            clear={clear}
          />
        )}
      />
      <CredentialSheet
        kind={kind}
        openId={openId}
        row={rows.find(({ id }) => id === openId)}
        bindings={bindings}
        acts={acts}
        onClose={close}
      />
      {acts.dialogs}
    </>
  )
}

const LIST_OF = { session: 'sessions', api_key: 'keys' } as const

/** Everything the filter matches, whether its rows are loaded or not. */
function matchingOf(kind: ListedKind, { search, total }: CredentialList) {
  const address = routes.sessions(searchKey(kind, search))
  const { plural } = KIND_TEXTS[kind]
  const what = `all ${total ? `${written(total)} ` : ''}${plural} that match`
  return { what, scope: { type: 'matching', kind, query: address.split('?')[1] ?? '' } } as const
}

function idOf({ id }: CredentialRow): string {
  return id
}

function nameOf({ name, subject }: CredentialRow): string {
  return name ?? ownerName(subject)
}

/** `e` explains the current row, `r` revokes it or the selection. */
function useShortcuts(
  rows: readonly CredentialRow[],
  bindings: readonly RoleBinding[],
  acts: CredentialActs,
): readonly TableShortcut[] {
  const router = useRouter()
  const { ask } = acts
  return useMemo(() => {
    const explain: TableShortcut = {
      key: 'e',
      label: 'explain',
      run: (target) => {
        const [first] = selectedRows(target, rows)
        if (first) router.push(routes.explain({ credentialId: first.id }))
      },
    }
    const revoke: TableShortcut = {
      key: 'r',
      label: 'revoke',
      run: (target) => {
        const refusal = whyNotByRole('revoke', bindings)
        if (refusal === undefined) ask('revoke', selectedRows(target, rows))
        else notify({ title: refusal, tone: 'plain' })
      },
    }
    return [explain, revoke]
  }, [rows, bindings, ask, router])
}
