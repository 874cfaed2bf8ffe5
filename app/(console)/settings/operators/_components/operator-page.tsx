'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { StateBadge } from '@/components/credential/state-badge'
import { PageHeader } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { requestIdOf } from '@/lib/queries/http'
import { operatorQuery } from '@/lib/queries/operators'
import { routes } from '@/lib/routes'
import { OperatorActs } from './operator-acts'
import { OperatorFacts, RolesHeld } from './operator-facts'
import type { OperatorSetting } from './setting'

const CRUMBS = [{ label: 'Operators', href: routes.operators() }]

/** One operator, as a page of their own. */
export function OperatorPage({ id, setting }: { id: string; setting: OperatorSetting }) {
  const query = useQuery(operatorQuery(id))
  const router = useRouter()
  const operator = query.data
  if (operator === undefined) {
    if (query.isError) return <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
    return <SkeletonLines lines={12} label="Loading the operator" />
  }
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={operator.name}
        badge={operator.disabled ? <StateBadge state="disabled" /> : operator.isSelf && <Badge>you</Badge>}
        counts={operator.email}
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <OperatorActs operator={operator} setting={setting} onGone={() => router.replace(routes.operators())} />
      </div>
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <Card title="Roles">
          <RolesHeld roles={operator.roles} />
        </Card>
        <Card title="Sign-in">
          <OperatorFacts operator={operator} setting={setting} />
        </Card>
      </div>
    </>
  )
}
