'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { CredentialState } from '@/components/credential/credential-state'
import { ownerName } from '@/components/credential/owner'
import { ErrorState } from '@/components/ui/error-state'
import { Sheet } from '@/components/ui/sheet'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { RoleBinding } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { type CredentialRow, credentialQuery, type ListedKind } from '@/lib/queries/credentials'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { CredentialActs } from './use-credential-acts'

const SheetBody = dynamic(() => import('./sheet-body').then((module) => module.SheetBody), {
  ssr: false,
  loading: () => <SkeletonLines lines={10} />,
})

export interface CredentialSheetProps {
  readonly kind: ListedKind
  readonly openId: string | null
  /** The row of the list, which is there before the story is. */
  readonly row: CredentialRow | undefined
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
  readonly onClose: () => void
}

/** One credential beside its list. */
export function CredentialSheet({ kind, openId, row, bindings, acts, onClose }: CredentialSheetProps) {
  const query = useQuery({ ...credentialQuery(kind, openId ?? ''), enabled: openId !== null })
  const story = query.data ?? null
  const credential = story?.credential ?? row
  const label = KIND_TEXTS[kind].label
  return (
    <Sheet
      open={openId !== null}
      onClose={onClose}
      label={credential ? `${label} of ${ownerName(credential.subject)}` : label}
      badge={credential && <CredentialState credential={credential} />}
      fullPageHref={openId === null ? undefined : kind === 'session' ? routes.session(openId) : routes.key(openId)}
    >
      {credential ? (
        <SheetBody credential={credential} story={story} bindings={bindings} acts={acts} />
      ) : query.isError ? (
        <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
      ) : (
        <SkeletonLines lines={10} label={`Loading the ${KIND_TEXTS[kind].noun}`} />
      )}
    </Sheet>
  )
}
