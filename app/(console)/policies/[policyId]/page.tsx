import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import type { Context } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import { listPolicies, type PolicySummary } from '@/lib/services/policies/list'
import { type PolicyDetail, readPolicy } from '@/lib/services/policies/read'
import { PolicyEditor } from './_components/policy-editor'

export const metadata: Metadata = { title: 'Policy' }

/** One policy: its limits, what a change of them would end, and every version there was. */
export default async function PolicyPage({ params }: PageProps<'/policies/[policyId]'>) {
  const { policyId } = await params
  const { bindings } = await requireOperator()
  const context = await pageContext()
  const policy = await readOrNull(context, policyId)
  if (policy === null) notFound()
  const beneath = policy.application === null ? await rulesBeneath(context, policy) : []
  return <PolicyEditor policy={policy} beneath={beneath} bindings={bindings} />
}

async function readOrNull(context: Context, policyId: string): Promise<PolicyDetail | null> {
  try {
    return await readPolicy(context, { policyId })
  } catch (error) {
    if (error instanceof ServiceError && (error.code === 'not_found' || error.code === 'invalid_input')) return null
    throw error
  }
}

/** The applications' own rules that a ceiling of the installation stands over. */
async function rulesBeneath(context: Context, { kind }: PolicyDetail): Promise<PolicySummary[]> {
  const policies = await listPolicies(context, {})
  return policies.filter((each) => each.kind === kind && each.application !== null)
}
