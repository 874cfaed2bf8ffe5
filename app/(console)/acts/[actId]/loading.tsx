import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'
import { routes } from '@/lib/routes'

export default function ActLoading() {
  return (
    <Page>
      <PageHeader crumbs={[{ label: 'Acts', href: routes.acts() }]} title={<Skeleton className="h-5 w-56" />} />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <Card>
          <SkeletonLines lines={5} label="Loading the act" />
        </Card>
        <Card>
          <SkeletonLines lines={5} label="Loading what became of it" />
        </Card>
      </div>
    </Page>
  )
}
