'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useCallback, useState, useTransition } from 'react'
import { whyNot } from '@/components/credential/why-not'
import { useProven } from '@/components/step-up/use-proven'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useTicking } from '@/components/ui/clock'
import { ErrorState } from '@/components/ui/error-state'
import { useEverOpen } from '@/components/ui/ever-open'
import { notify } from '@/components/ui/notify'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { HOUR } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import { duration } from '@/lib/format/duration'
import { CREDENTIAL_KEYS, type CredentialRow } from '@/lib/queries/credentials'
import { requestIdOf } from '@/lib/queries/http'
import { overlapQuery } from '@/lib/queries/usage'
import { routes } from '@/lib/routes'
import type { KeyOverlap } from '@/lib/services/keys/read-overlap'
import { endOverlap } from '../keys/actions'

const OverlapView = dynamic(
  () => import('@/components/credential/usage/overlap-view').then((module) => module.OverlapView),
  { ssr: false, loading: () => <SkeletonLines lines={4} /> },
)
const ExtendDialog = dynamic(() => import('./extend-overlap-dialog').then((module) => module.ExtendOverlapDialog), {
  ssr: false,
})

export type OverlapCardProps = {
  /** The old key of the rotation. */
  oldId: string
  /** The page's own key, old or new. */
  credential: CredentialRow
  bindings: readonly RoleBinding[]
}

/** What still uses the old key of a rotation, and the two ways to go on. */
export function OverlapCard({ oldId, credential, bindings }: OverlapCardProps) {
  const { data, isError, error, refetch } = useQuery(overlapQuery(oldId))
  // The successor's page says something only while there is something to say.
  if (data && credential.id !== oldId && data.state === 'ended' && data.refused.length === 0) return null
  return (
    <Card
      title={credential.id === oldId ? 'What still uses this key' : 'What still uses the old key'}
      className="mt-3.5"
    >
      {data ? (
        <>
          <Standing overlap={data} pageId={credential.id} />
          {data.state !== 'ended' && <Acts overlap={data} application={credential.application} bindings={bindings} />}
          <OverlapView overlap={data} />
        </>
      ) : isError ? (
        <ErrorState requestId={requestIdOf(error)} retry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={6} label="Loading what still uses it" />
      )}
    </Card>
  )
}

function Standing({ overlap, pageId }: { overlap: KeyOverlap; pageId: string }) {
  const { state, overlapUntil, oldId, successorId } = overlap
  const other = pageId === oldId ? successorId : oldId
  return (
    <p>
      {state === 'ended' ? (
        <>
          The old key is refused since <Time at={overlapUntil} form="both" />.{' '}
        </>
      ) : (
        <>
          <Silence overlap={overlap} /> Both are accepted until <Time at={overlapUntil} form="compact" />.{' '}
        </>
      )}
      <Link href={routes.key(other)} className="link">
        {pageId === oldId ? 'Its successor' : 'The old key'}
      </Link>
    </p>
  )
}

/** How long the old key has been quiet: counted from the rotation when it was not used since. */
function Silence({ overlap: { oldLastUsedAt, rotatedAt } }: { overlap: KeyOverlap }) {
  const since = oldLastUsedAt ?? rotatedAt
  const length = useTicking(useCallback((now: number) => duration(now - since), [since]))
  const quiet = useTicking(useCallback((now: number) => now - since >= HOUR, [since]))
  if (!quiet && oldLastUsedAt !== null) return <>The old key was last used {length} ago.</>
  return (
    <strong className="font-medium">
      {oldLastUsedAt === null
        ? `The old key has not been used since the rotation, ${length} ago.`
        : `The old key has been silent for ${length}.`}
    </strong>
  )
}

type ActsProps = Pick<OverlapCardProps, 'bindings'> & {
  overlap: KeyOverlap
  application: CredentialRow['application']
}

function Acts({ overlap, application, bindings }: ActsProps) {
  const client = useQueryClient()
  const [pending, start] = useTransition()
  const [extending, setExtending] = useState(false)
  const wanted = useEverOpen(extending)
  const [proven, question] = useProven()
  const concerned = { state: overlap.state, successorId: null, application }
  const refresh = () => Promise.all(CREDENTIAL_KEYS.map((key) => client.invalidateQueries({ queryKey: [key] })))
  const end = () =>
    start(async () => {
      const result = await proven(() => endOverlap({ credentialId: overlap.oldId }))
      if (result.ok) notify({ title: 'The overlap has ended', description: 'The old key is refused from now on.' })
      else notify({ title: 'The overlap goes on', description: result.error.message, tone: 'failed' })
      await refresh()
    })
  const late = overlap.overlapUntil >= overlap.latestEnd
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button
        variant="danger"
        pending={pending}
        disabledReason={whyNot('end_overlap', concerned, bindings)}
        onClick={end}
      >
        End the overlap now
      </Button>
      <Button
        disabledReason={
          whyNot('extend_overlap', concerned, bindings) ?? (late ? 'It lasts as long as is allowed.' : undefined)
        }
        onClick={() => setExtending(true)}
      >
        Extend…
      </Button>
      {question}
      {wanted && (
        <ExtendDialog
          open={extending}
          overlap={overlap}
          onClose={() => setExtending(false)}
          onDone={() => void refresh()}
        />
      )}
    </div>
  )
}
