import type { Metadata } from 'next'
import { Page, PageHeader } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { listApplications } from '@/lib/services/applications/list'
import { listPolicies } from '@/lib/services/policies/list'
import { PolicyList } from './_components/policy-list'
import { policyRows } from './_components/policy-rows'

export const metadata: Metadata = { title: 'Policies' }

/** Every rule of how long credentials live: the installation's ceilings, then each application's own. */
export default async function PoliciesPage() {
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const [policies, applications] = await Promise.all([listPolicies(context, {}), listApplications(context, {})])
  return (
    <Page fill>
      <PageHeader
        title="Policies"
        counts="The strictest of an application's own rule and the installation's ceiling wins."
      />
      <PolicyList rows={policyRows(policies, applications)} bindings={bindings} />
    </Page>
  )
}
