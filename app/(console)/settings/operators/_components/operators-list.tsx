'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Search, UserPlus, UsersRound } from 'lucide-react'
import dynamic from 'next/dynamic'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { PageHeader } from '@/components/shell/page'
import { DataTable } from '@/components/table/data-table'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { useEverOpen } from '@/components/ui/ever-open'
import { TextInput } from '@/components/ui/text-input'
import { useOpenId } from '@/components/ui/use-open-id'
import { plural } from '@/lib/format/count'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { requestIdOf } from '@/lib/queries/http'
import { rosterQuery } from '@/lib/queries/operators'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import type { SignInSetting } from '@/lib/services/operators/sign-in-setting'
import { useStale } from '../../../_list/use-stale'
import { operatorColumns } from './columns'
import { InvitationsCard } from './invitations-card'
import { OperatorSheet } from './operator-sheet'
import { SecondFactorCard } from './second-factor-card'
import type { OperatorSetting } from './setting'

const InviteDialog = dynamic(() => import('./invite-dialog').then((module) => module.InviteDialog), { ssr: false })

/** Who operates this console and who is to. There are tens of them, not thousands. */
export function OperatorsList({ setting, signIn }: { setting: OperatorSetting; signIn: SignInSetting }) {
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault('').withOptions({ throttleMs: 200 }))
  const query = useQuery(rosterQuery(search))
  const stale = useStale(query)
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['operators'] })
  const [inviting, setInviting] = useState(false)
  const inviteWanted = useEverOpen(inviting)
  const { openId, open, close } = useOpenId()
  const rows = query.data?.operators ?? []
  return (
    <>
      <PageHeader
        title="Operators"
        counts={stale ? 'Loading…' : query.data && countWords(rows.length, query.data.more, search)}
        actions={
          <Button
            variant="primary"
            icon={UserPlus}
            disabledReason={whyNotPermitted(setting.bindings, 'operators.manage', 'invite operators', null)}
            onClick={() => setInviting(true)}
          >
            Invite an operator…
          </Button>
        }
      />
      <div className="flex flex-col gap-3.5">
        <Card>
          <search className="relative mb-2 block max-w-80">
            <Search size={14} className="pointer-events-none absolute top-2 left-2.5 text-muted" aria-hidden />
            <TextInput
              type="search"
              aria-label="Find an operator"
              placeholder="Name or mail"
              maxLength={200}
              value={search}
              onChange={(event) => void setSearch(event.target.value || null)}
              className="!pl-8"
            />
          </search>
          <DataTable
            id="operators"
            label="Operators"
            columns={operatorColumns}
            rows={rows}
            rowId={idOf}
            rowName={nameOf}
            status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
            error={{ requestId: requestIdOf(query.error), retry: () => void query.refetch() }}
            empty={
              <EmptyState
                icon={UsersRound}
                title="No operator matches"
                next="Names and mail addresses are found by any part of them."
              />
            }
            total={{ count: rows.length, exact: query.data?.more !== true }}
            hasMore={false}
            loadMore={() => undefined}
            isLoadingMore={false}
            stale={stale}
            onOpen={open}
            openId={openId}
            fit="card"
          />
        </Card>
        <InvitationsCard invitations={query.data?.invitations ?? []} setting={setting} refresh={refresh} />
        <SecondFactorCard key={signIn.secondFactor} setting={signIn} bindings={setting.bindings} />
      </div>
      <OperatorSheet openId={openId} row={rows.find(({ id }) => id === openId)} setting={setting} onClose={close} />
      {inviteWanted && (
        <InviteDialog setting={setting} open={inviting} onClose={() => setInviting(false)} onDone={refresh} />
      )}
    </>
  )
}

function countWords(shown: number, more: boolean, search: string): string {
  if (more) return `the first ${shown}; search for others`
  return search === '' ? plural(shown, 'operator') : `${shown} match`
}

function idOf({ id }: OperatorView): string {
  return id
}

function nameOf({ name }: OperatorView): string {
  return name
}
