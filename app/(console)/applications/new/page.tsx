import type { Metadata } from 'next'
import { Page, PageHeader } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { environment } from '@/lib/env'
import { readApplicationChoices } from '../../_list/applications'
import { ConnectForm } from './_components/connect-form'

export const metadata: Metadata = { title: 'Connect an application' }

export default async function ConnectPage() {
  const { bindings } = await requireOperator()
  const applications = await readApplicationChoices(await pageContext())
  const directories = [...new Set(applications.map(({ directory }) => directory))]
  return (
    <Page>
      <PageHeader title="Connect an application" />
      <p className="-mt-2 mb-4 max-w-160 text-muted">
        An application keeps its sessions and API keys in Assay through the data plane. Connecting it makes it known and
        gives it a service key to call with.
      </p>
      <ConnectForm bindings={bindings} apiUrl={environment().apiUrl} directories={directories} />
    </Page>
  )
}
