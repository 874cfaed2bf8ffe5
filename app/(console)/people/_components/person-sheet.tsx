'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { ownerName } from '@/components/credential/owner'
import { StateBadge } from '@/components/credential/state-badge'
import { ErrorState } from '@/components/ui/error-state'
import { Sheet } from '@/components/ui/sheet'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { RoleBinding } from '@/lib/core/permissions'
import { requestIdOf } from '@/lib/queries/http'
import { personQuery } from '@/lib/queries/people'
import { routes } from '@/lib/routes'
import type { SubjectSummary } from '@/lib/services/subjects/list'
import type { CredentialActs } from '../../_credential/use-credential-acts'

const PersonBrief = dynamic(() => import('./person-brief').then((module) => module.PersonBrief), {
  ssr: false,
  loading: () => <SkeletonLines lines={10} />,
})

export interface PersonSheetProps {
  readonly openId: string | null
  /** The row of the list, which names them before their story is there. */
  readonly row: SubjectSummary | undefined
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
  readonly onClose: () => void
}

/** One person or service beside the list. Opening it is entered in the audit, as their page is. */
export function PersonSheet({ openId, row, bindings, acts, onClose }: PersonSheetProps) {
  const query = useQuery({ ...personQuery(openId ?? ''), enabled: openId !== null })
  const named = query.data ?? row
  return (
    <Sheet
      open={openId !== null}
      onClose={onClose}
      label={named ? ownerName(named) : 'Person'}
      badge={query.data?.disabled && <StateBadge state="disabled" />}
      fullPageHref={openId === null ? undefined : routes.person(openId)}
    >
      {query.data ? (
        <PersonBrief person={query.data} bindings={bindings} acts={acts} />
      ) : query.isError ? (
        <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={10} label="Loading the person" />
      )}
    </Sheet>
  )
}
