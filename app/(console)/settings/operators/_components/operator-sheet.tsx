'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { StateBadge } from '@/components/credential/state-badge'
import { ErrorState } from '@/components/ui/error-state'
import { Sheet } from '@/components/ui/sheet'
import { SkeletonLines } from '@/components/ui/skeleton'
import { requestIdOf } from '@/lib/queries/http'
import { operatorQuery } from '@/lib/queries/operators'
import { routes } from '@/lib/routes'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import type { OperatorSetting } from './setting'

const OperatorBrief = dynamic(() => import('./operator-brief').then((module) => module.OperatorBrief), {
  ssr: false,
  loading: () => <SkeletonLines lines={10} />,
})

export interface OperatorSheetProps {
  readonly openId: string | null
  /** The row of the list, which names them before the rest is there. */
  readonly row: OperatorView | undefined
  readonly setting: OperatorSetting
  readonly onClose: () => void
}

/** One operator beside the list. */
export function OperatorSheet({ openId, row, setting, onClose }: OperatorSheetProps) {
  const query = useQuery({ ...operatorQuery(openId ?? ''), enabled: openId !== null })
  const operator = query.data
  return (
    <Sheet
      open={openId !== null}
      onClose={onClose}
      label={(operator ?? row)?.name ?? 'Operator'}
      badge={operator?.disabled && <StateBadge state="disabled" />}
      fullPageHref={openId === null ? undefined : routes.operator(openId)}
    >
      {operator ? (
        <OperatorBrief operator={operator} setting={setting} onGone={onClose} />
      ) : query.isError ? (
        <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={10} label="Loading the operator" />
      )}
    </Sheet>
  )
}
