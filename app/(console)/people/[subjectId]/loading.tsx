import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'

export default function PersonLoading() {
  return (
    <Page>
      <PageHeader title={<Skeleton className="h-5 w-44" />} />
      <Skeleton className="mb-4 w-80" />
      <Card className="h-64">
        <SkeletonLines lines={7} label="Loading sessions and keys" />
      </Card>
      <div className="mt-3.5 grid gap-3.5 lg:grid-cols-2">
        <Card>
          <SkeletonLines lines={5} label="Loading refusals" />
        </Card>
        <Card>
          <SkeletonLines lines={5} label="Loading acts" />
        </Card>
      </div>
    </Page>
  )
}
