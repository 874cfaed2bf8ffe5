'use client'

import type { RoleBinding } from '@/lib/core/permissions'
import type { CaseDetail } from '@/lib/services/cases/read'
import { CaseActs } from './case-acts'
import { CaseEvidence } from './case-evidence'
import { CaseNotes } from './case-notes'
import { CaseFacts, CaseReports, CaseResolution, CaseSaw } from './case-parts'

export interface CaseBodyProps {
  readonly story: CaseDetail
  readonly bindings: readonly RoleBinding[]
}

/** What a sheet shows of a case: the same parts as its page, one below the other. */
export function CaseBody({ story, bindings }: CaseBodyProps) {
  return (
    <div className="flex flex-col gap-3.5">
      <CaseSaw story={story} />
      <div className="flex flex-wrap gap-2">
        <CaseActs story={story} bindings={bindings} />
      </div>
      <CaseResolution story={story} />
      <CaseReports story={story} />
      <CaseEvidence story={story} bindings={bindings} />
      <CaseNotes story={story} bindings={bindings} />
      <CaseFacts story={story} bindings={bindings} />
    </div>
  )
}
