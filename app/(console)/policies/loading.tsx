import { Page, PageHeader } from '@/components/shell/page'
import { SkeletonLines } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page fill>
      <PageHeader title="Policies" />
      <SkeletonLines lines={9} />
    </Page>
  )
}
