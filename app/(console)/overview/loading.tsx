import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'

export default function OverviewLoading() {
  return (
    <Page>
      <PageHeader title="Overview" />
      <Skeleton className="mb-4.5 h-6 w-96 max-w-full" />
      <div className="mb-3.5 grid grid-cols-2 gap-3.5 lg:grid-cols-4">
        {['sessions', 'keys', 'refused', 'ending'].map((figure) => (
          <Card key={figure} className="h-25">
            <Skeleton className="w-20" />
          </Card>
        ))}
      </div>
      <Card className="h-76">
        <SkeletonLines lines={6} label="Loading the overview" />
      </Card>
    </Page>
  )
}
