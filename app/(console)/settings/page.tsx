import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { listFactors } from '@/lib/services/operators/factors/list-factors'
import { FactorsCard } from './_account/factors-card'
import { NameCard } from './_account/name-card'
import { PasswordCard } from './_account/password-card'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const { name, email } = await requireOperator()
  const factors = await listFactors(await pageContext(), {})
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex flex-col gap-3.5">
        <NameCard name={name} email={email} />
        <PasswordCard />
        <FactorsCard factors={factors} />
      </div>
    </>
  )
}
