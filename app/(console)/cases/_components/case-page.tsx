'use client'

import { useQuery } from '@tanstack/react-query'
import { CaseState } from '@/components/case/case-state'
import { caseWho } from '@/components/case/case-who'
import { Page, PageHeader } from '@/components/shell/page'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { RoleBinding } from '@/lib/core/permissions'
import { caseQuery } from '@/lib/queries/cases'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import { CaseActs } from './case-acts'
import { CaseEvidence } from './case-evidence'
import { CaseNotes } from './case-notes'
import { CaseActsDone, CaseFacts, CaseReports, CaseResolution, CaseSaw } from './case-parts'

/** One case: what was seen, what explains it, what was written and what was answered. */
export function CasePage({ id, bindings }: { id: string; bindings: readonly RoleBinding[] }) {
  const query = useQuery(caseQuery(id))
  const story = query.data
  if (story === undefined) {
    return (
      <Page>
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={12} label="Loading the case" />
        )}
      </Page>
    )
  }
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Cases', href: routes.cases() }]}
        title={story.name}
        badge={<CaseState state={story.state} />}
        counts={caseWho(story)}
        actions={<CaseActs story={story} bindings={bindings} />}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <CaseSaw story={story} />
          <CaseResolution story={story} />
          <CaseReports story={story} />
          <CaseEvidence story={story} bindings={bindings} />
          <CaseNotes story={story} bindings={bindings} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <CaseFacts story={story} bindings={bindings} />
          <CaseActsDone story={story} />
        </div>
      </div>
    </Page>
  )
}
