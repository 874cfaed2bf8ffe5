'use client'

import { useQuery } from '@tanstack/react-query'
import { ownerName } from '@/components/credential/owner'
import { StateBadge } from '@/components/credential/state-badge'
import { MomentForm } from '@/components/explanation/moment-form'
import { Page, PageHeader } from '@/components/shell/page'
import { CopyButton } from '@/components/ui/copy-button'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { RoleBinding } from '@/lib/core/permissions'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import { SUBJECT_TYPE_LABELS } from '@/lib/locale/en/kinds'
import { requestIdOf } from '@/lib/queries/http'
import { type PersonStory, personQuery } from '@/lib/queries/people'
import { routes } from '@/lib/routes'
import { OpenCaseButton } from '../../../_case/open-case-button'
import { useCredentialActs } from '../../../_credential/use-credential-acts'
import { PersonActs } from './person-acts'
import { PersonCredentials } from './person-credentials'
import { PersonRefusals, PersonTimeline } from './person-history'

/** A person or service with everything of theirs, across applications and kinds. */
export function PersonPage({ id, bindings }: { id: string; bindings: readonly RoleBinding[] }) {
  const query = useQuery(personQuery(id))
  const acts = useCredentialActs()
  const person = query.data
  if (person === undefined) {
    return (
      <Page>
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={12} label="Loading the person" />
        )}
      </Page>
    )
  }
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'People', href: routes.people() }]}
        title={ownerName(person)}
        badge={person.disabled && <StateBadge state="disabled" />}
        counts={SUBJECT_TYPE_LABELS[person.type]}
        actions={
          <>
            <OpenCaseButton bindings={bindings} start={{ subject: { id, name: ownerName(person) } }} />
            <PersonActs person={person} bindings={bindings} acts={acts} />
          </>
        }
      />
      <Identity person={person} />
      <div className="mb-3.5">
        <MomentForm
          at={null}
          within={30}
          hrefOf={(at, within) => routes.explain({ subjectId: person.id, at, within })}
        />
      </div>
      <PersonCredentials person={person} bindings={bindings} acts={acts} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2">
        <PersonRefusals person={person} />
        <PersonTimeline person={person} />
      </div>
      {acts.dialogs}
    </Page>
  )
}

function Identity({ person }: { person: PersonStory }) {
  const { name, email, externalId, directory, environment, disabled, createdAt } = person
  return (
    <div className="-mt-1.5 mb-4 flex flex-col gap-1 text-muted">
      <p className="flex flex-wrap items-center gap-x-1.5">
        {name !== null && email !== null && <span className="text-ink">{email}</span>}
        <span className="inline-flex items-center">
          <span className="mono">{externalId}</span>
          <CopyButton text={externalId} label="Copy the external id" />
        </span>
        <span>
          in the directory {directory} · {ENVIRONMENT_TEXTS[environment].label.toLowerCase()} · known since{' '}
          <Time at={createdAt} form="absolute" />
        </span>
      </p>
      {disabled && (
        <p className="text-ink">
          Disabled <Time at={disabled.since} form="both" /> by {disabled.by}. Nothing of theirs is accepted.
          {disabled.note && <q className="ml-1 text-muted">{disabled.note}</q>}
        </p>
      )}
    </div>
  )
}
