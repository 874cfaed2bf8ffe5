'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { CaseState } from '@/components/case/case-state'
import { ErrorState } from '@/components/ui/error-state'
import { Sheet } from '@/components/ui/sheet'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { RoleBinding } from '@/lib/core/permissions'
import { caseQuery } from '@/lib/queries/cases'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { CaseView } from '@/lib/services/cases/case-view'

const CaseBody = dynamic(() => import('./case-body').then((module) => module.CaseBody), {
  ssr: false,
  loading: () => <SkeletonLines lines={10} />,
})

export interface CaseSheetProps {
  readonly openId: string | null
  /** The row of the list, which is there before the story is. */
  readonly row: CaseView | undefined
  readonly bindings: readonly RoleBinding[]
  readonly onClose: () => void
}

/** One case beside its list. */
export function CaseSheet({ openId, row, bindings, onClose }: CaseSheetProps) {
  const query = useQuery({ ...caseQuery(openId ?? ''), enabled: openId !== null })
  const known = query.data ?? row
  return (
    <Sheet
      open={openId !== null}
      onClose={onClose}
      label={known?.name ?? 'Case'}
      badge={
        known && (
          <span className="flex items-center gap-2">
            <span className="mono font-semibold">{known.name}</span>
            <CaseState state={known.state} />
          </span>
        )
      }
      fullPageHref={openId === null ? undefined : routes.case(openId)}
    >
      {query.data ? (
        <CaseBody story={query.data} bindings={bindings} />
      ) : query.isError ? (
        <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={10} label="Loading the case" />
      )}
    </Sheet>
  )
}
