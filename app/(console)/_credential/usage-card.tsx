'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useSeen } from '@/components/chart/use-seen'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { plural } from '@/lib/format/count'
import { requestIdOf } from '@/lib/queries/http'
import { usageQuery } from '@/lib/queries/usage'

const UsageView = dynamic(() => import('@/components/credential/usage/usage-view').then((module) => module.UsageView), {
  ssr: false,
  loading: () => <SkeletonLines lines={6} />,
})

/** When and from where a credential was used. It is read when it comes into view. */
export function UsageCard({ id }: { id: string }) {
  const [ref, seen] = useSeen<HTMLDivElement>()
  const { data, isError, error, refetch } = useQuery({ ...usageQuery(id), enabled: seen })
  return (
    <div ref={ref} className="mt-3.5">
      <Card title="Uses" note="of the last 90 days" aside={data && plural(data.total, 'use')} className="min-h-40">
        {data ? (
          <UsageView usage={data} />
        ) : isError ? (
          <ErrorState requestId={requestIdOf(error)} retry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={6} label="Loading its uses" />
        )}
      </Card>
    </div>
  )
}
