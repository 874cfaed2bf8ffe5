import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { requireOperator } from '@/lib/auth/current-operator'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const operator = await requireOperator()
  return (
    <>
      <PageHeader title="Account" />
      <Card title="Who you are">
        <DefinitionList
          items={[
            { term: 'Name', value: operator.name },
            { term: 'Mail', value: operator.email },
          ]}
        />
      </Card>
    </>
  )
}
