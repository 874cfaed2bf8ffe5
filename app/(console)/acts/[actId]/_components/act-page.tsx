'use client'

import { useQuery } from '@tanstack/react-query'
import { Page, PageHeader } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { ActVerb } from '@/lib/core/act'
import type { RoleBinding } from '@/lib/core/permissions'
import { count } from '@/lib/format/count'
import { absolute } from '@/lib/format/time'
import { BULK_TEXTS } from '@/lib/locale/en/bulk'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { actQuery } from '@/lib/queries/acts'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { ActView } from '@/lib/services/acts/act-row'
import type { ReadAct } from '@/lib/services/acts/read'
import { ActCounts, ActProgress, StopButton } from '../../../_acts/act-outcome'
import { ActState } from '../../../_acts/act-state'
import { kindWords } from '../../../_acts/affected'
import { type Acts, useActs } from '../../../_acts/use-acts'
import { actTitle, ticketText } from '../../../_acts/words'
import { ActItems } from './act-items'

/** One act upon many: why, by whom, how far it has come, and what became of each. */
export function ActPage({ id, bindings }: { id: string; bindings: readonly RoleBinding[] }) {
  const query = useQuery(actQuery(id))
  const acts = useActs()
  const zone = useZone()
  const read = query.data
  if (read === undefined) {
    return (
      <Page>
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={8} label="Loading the act" />
        )}
      </Page>
    )
  }
  const { act } = read
  const name = read.subject?.name ?? read.applicationName
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Acts', href: routes.acts() }]}
        title={actTitle(act, name)}
        badge={<ActState act={act} />}
        actions={
          <>
            <CopyButton
              text={ticketText(act, actTitle(act, name), (at) => absolute(at, zone, 'minute'))}
              label="Copy the summary for the ticket"
            >
              Copy for the ticket
            </CopyButton>
            {read.mine && <StopButton act={act} />}
            <NextActs act={act} acts={acts} bindings={bindings} />
          </>
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <Card title="What was done">
          <Facts read={read} />
        </Card>
        <Card title="What became of them">
          {act.state === 'running' ? <ActProgress act={act} /> : <ActCounts act={act} />}
        </Card>
      </div>
      {act.itemized ? <ActItems act={act} /> : <NotItemized />}
      {acts.dialog}
    </Page>
  )
}

function Facts({ read: { act, subject } }: { read: ReadAct }) {
  return (
    <DefinitionList
      items={[
        subject && {
          term: 'Person',
          value: (
            <a className="link" href={routes.person(subject.id)}>
              {subject.name}
            </a>
          ),
        },
        { term: 'By', value: act.by.name },
        act.startedAt !== null && { term: 'Begun', value: <Time at={act.startedAt} form="both" /> },
        act.finishedAt !== null && { term: 'Finished', value: <Time at={act.finishedAt} form="both" /> },
        act.cause !== null && { term: 'Cause', value: CAUSE_TEXTS[act.cause].label },
        act.note !== null && { term: 'Note', value: act.note },
        act.until !== null && { term: 'Until', value: <Time at={act.until} form="both" /> },
        { term: 'Previewed', value: previewWords(act) },
        {
          term: 'Audit',
          value: (
            <span className="inline-flex items-center">
              <span className="mono">{act.id}</span>
              <CopyButton text={act.id} label="Copy the correlation id" />
            </span>
          ),
        },
      ]}
    />
  )
}

function previewWords({ total, radius, cutoff }: ActView): string {
  const kinds = kindWords(radius)
  const what = kinds.length === 0 ? count(total) : kinds.join(', ')
  return cutoff ? `${what}, and whatever appeared until it was confirmed` : what
}

type NextActsProps = { act: ActView; acts: Acts; bindings: readonly RoleBinding[] }

/** Suspended first, the same set can be ended or let through again. */
function NextActs({ act, acts, bindings }: NextActsProps) {
  if (act.verb !== 'suspend' || act.state === 'running' || act.done === 0) return null
  const why = whyNotPermitted(bindings, 'acts.run', 'act upon many credentials')
  const ask = (verb: ActVerb) =>
    acts.ask({
      verb,
      label: BULK_TEXTS[verb].verb,
      what: `the ${count(act.done)} suspended here`,
      scope: { type: 'act', actId: act.id },
    })
  return (
    <>
      <Button disabledReason={why} onClick={() => ask('resume')}>
        Resume them…
      </Button>
      <Button variant="danger" disabledReason={why} onClick={() => ask('end')}>
        End them…
      </Button>
    </>
  )
}

function NotItemized() {
  return (
    <p className="mt-3.5 text-muted">
      So many are not kept one by one here. Each has its own record: list ended credentials of the application.
    </p>
  )
}
