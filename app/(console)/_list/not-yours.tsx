import { Lock } from 'lucide-react'
import { Page, PageHeader } from '@/components/shell/page'
import { EmptyState } from '@/components/ui/empty-state'

/** A page that the operator's role does not open. It stays in the rail, and says who may. */
export function NotYours({ title, refusal }: { title: string; refusal: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <EmptyState icon={Lock} title={refusal} next="Ask an owner for a role if you need it for your work." />
    </Page>
  )
}
