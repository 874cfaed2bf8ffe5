import { CaseState } from '@/components/case/case-state'
import { caseWho } from '@/components/case/case-who'
import { Time } from '@/components/ui/time'
import { ROOT_CAUSE_TEXTS } from '@/lib/locale/en/cases'
import type { CaseView } from '@/lib/services/cases/case-view'
import { withCells } from '../../_list/columns'
import { caseHeads } from './heads'

export const caseColumns = withCells<CaseView, (typeof caseHeads)[number]>(caseHeads, {
  name: ({ name }) => <span className="mono font-medium">{name}</span>,
  state: ({ state }) => <CaseState state={state} />,
  who: (row) => (
    <span className={row.subject === null ? 'text-muted' : 'font-medium'}>
      {caseWho(row)}
      {row.origin === 'customer' && <span className="font-normal text-faint"> reported it</span>}
    </span>
  ),
  saw: ({ saw }) => <span title={saw}>{saw}</span>,
  cause: ({ rootCause }) => (
    <span className={rootCause === null ? 'text-faint' : 'text-muted'}>
      {rootCause === null ? '–' : ROOT_CAUSE_TEXTS[rootCause].label}
    </span>
  ),
  application: ({ application }) => <span className="text-muted">{application?.name ?? '–'}</span>,
  assignee: ({ assignee }) => <span className="text-muted">{assignee?.name ?? 'nobody'}</span>,
  changed: ({ changedAt }) => <Time at={changedAt} form="age" className="text-muted" />,
})
