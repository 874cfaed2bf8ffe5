import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonLines } from '@/components/ui/skeleton'

/** A credential's page on its way. */
export function CredentialLoading({ crumb }: { crumb: { label: string; href: string } }) {
  return (
    <Page>
      <PageHeader crumbs={[crumb]} title={<Skeleton className="h-5 w-40" />} />
      <Card className="h-76">
        <SkeletonLines lines={3} label="Loading its life" />
      </Card>
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <Card>
          <SkeletonLines lines={10} label="Loading its facts" />
        </Card>
        <Card>
          <SkeletonLines lines={6} label="Loading its history" />
        </Card>
      </div>
    </Page>
  )
}
