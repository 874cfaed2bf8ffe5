import { PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-5 w-32" />} />
      <Card>
        <SkeletonLines lines={6} />
      </Card>
    </>
  )
}
