'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { StateBadge } from '@/components/credential/state-badge'
import { Page, PageHeader } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { RoleBinding } from '@/lib/core/permissions'
import { applicationQuery } from '@/lib/queries/applications'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import { useCredentialActs } from '../../../_credential/use-credential-acts'
import { ApplicationActs } from './application-acts'
import { ApplicationFacts, ApplicationFigures, ClockHealth, PoliciesThatApply } from './application-cards'
import { ServiceKeys } from './service-keys'

const CRUMBS = [{ label: 'Applications', href: routes.applications() }]

export type ApplicationPageProps = {
  id: string
  bindings: readonly RoleBinding[]
}

/** An application with all that belongs to it. */
export function ApplicationPage({ id, bindings }: ApplicationPageProps) {
  const query = useQuery(applicationQuery(id))
  const client = useQueryClient()
  const acts = useCredentialActs()
  const application = query.data
  if (application === undefined) {
    return (
      <Page>
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={12} label="Loading the application" />
        )}
      </Page>
    )
  }
  const refresh = async () => {
    await Promise.all(['application', 'applications'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
  const { name, builtIn, disabled } = application
  return (
    <Page>
      <PageHeader
        crumbs={CRUMBS}
        title={name}
        badge={disabled ? <StateBadge state="disabled" /> : builtIn && <Badge>built in</Badge>}
        actions={<ApplicationActs application={application} bindings={bindings} refresh={refresh} />}
      />
      {disabled && (
        <p className="-mt-1.5 mb-4">
          Disabled <Time at={disabled.since} form="both" /> by {disabled.by}. None of its credentials is accepted.
          {disabled.note && <q className="ml-1 text-muted">{disabled.note}</q>}
        </p>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <ApplicationFacts application={application} />
        <ApplicationFigures application={application} />
      </div>
      {!builtIn && <ServiceKeys application={application} bindings={bindings} acts={acts} />}
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        <PoliciesThatApply application={application} />
        <ClockHealth application={application} />
      </div>
      {acts.dialogs}
    </Page>
  )
}
