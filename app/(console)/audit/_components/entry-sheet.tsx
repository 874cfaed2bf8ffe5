'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { ErrorState } from '@/components/ui/error-state'
import { Sheet } from '@/components/ui/sheet'
import { SkeletonLines } from '@/components/ui/skeleton'
import { type AuditRow, auditEntryQuery } from '@/lib/queries/audit'
import { requestIdOf } from '@/lib/queries/http'
import { Seal } from './seal'

const EntryBody = dynamic(() => import('./entry-body').then((module) => module.EntryBody), {
  ssr: false,
  loading: () => <SkeletonLines lines={10} />,
})

export interface EntrySheetProps {
  readonly openId: string | null
  /** The row of the list, which is there before the act is read. */
  readonly row: AuditRow | undefined
  readonly onOpen: (id: string) => void
  /** Shows the entries of one act in the list. */
  readonly onAct: (correlationId: string) => void
  readonly onClose: () => void
}

/** One entry beside the list: what changed, and everything else that the same act entered. */
export function EntrySheet({ openId, row, onOpen, onAct, onClose }: EntrySheetProps) {
  const query = useQuery({ ...auditEntryQuery(openId ?? ''), enabled: openId !== null })
  const story = query.data ?? null
  const entry = story?.entry ?? row
  return (
    <Sheet
      open={openId !== null}
      onClose={onClose}
      label={entry ? entry.label : 'Audit entry'}
      badge={entry && <Seal seal={entry.seal} />}
    >
      {entry ? (
        <EntryBody entry={entry} story={story} onOpen={onOpen} onAct={onAct} />
      ) : query.isError ? (
        <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={10} label="Loading the entry" />
      )}
    </Sheet>
  )
}
