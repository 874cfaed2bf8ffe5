import type { ColumnHead } from '../../_list/columns'

export const caseHeads = [
  { id: 'name', header: 'Case', width: '104px', hideable: false, line: 1 },
  { id: 'state', header: 'State', width: 'minmax(112px, 0.7fr)', hideable: false, line: 1, end: true },
  { id: 'who', header: 'Who', width: 'minmax(120px, 0.9fr)', line: 2 },
  { id: 'saw', header: 'What they saw', width: 'minmax(180px, 2fr)', line: 3 },
  { id: 'cause', header: 'Root cause', width: 'minmax(120px, 0.8fr)', yields: true },
  { id: 'application', header: 'Application', width: 'minmax(100px, 0.7fr)', yields: true },
  { id: 'assignee', header: 'Assigned to', width: 'minmax(100px, 0.7fr)', yields: true },
  { id: 'changed', header: 'Changed', width: 'minmax(84px, 0.5fr)', line: 2, end: true, called: 'changed' },
] as const satisfies readonly ColumnHead[]
