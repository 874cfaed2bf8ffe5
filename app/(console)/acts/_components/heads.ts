import type { ColumnHead } from '../../_list/columns'

export const actHeads = [
  { id: 'act', header: 'Act', width: 'minmax(220px, 2fr)', hideable: false, line: 1 },
  { id: 'state', header: 'State', width: 'minmax(132px, 0.8fr)', line: 1, end: true },
  { id: 'done', header: 'Done', width: 'minmax(90px, 0.6fr)', line: 2 },
  { id: 'cause', header: 'Cause', width: 'minmax(140px, 1fr)', line: 3, yields: true },
  { id: 'by', header: 'By', width: 'minmax(120px, 0.8fr)', line: 2, end: true },
  { id: 'begun', header: 'Begun', width: 'minmax(110px, 0.7fr)', line: 3, end: true },
] as const satisfies readonly ColumnHead[]
