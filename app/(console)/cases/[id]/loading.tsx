import { Page } from '@/components/shell/page'
import { SkeletonLines } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page>
      <SkeletonLines lines={12} label="Loading the case" />
    </Page>
  )
}
