import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'
import { routes } from '@/lib/routes'

export default function ApplicationLoading() {
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Applications', href: routes.applications() }]}
        title={<Skeleton className="h-5 w-40" />}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <Card>
          <SkeletonLines lines={7} label="Loading its facts" />
        </Card>
        <Card>
          <SkeletonLines lines={5} label="Loading its figures" />
        </Card>
      </div>
    </Page>
  )
}
