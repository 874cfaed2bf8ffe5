import type { ColumnHead } from '../../../_list/columns'

export const operatorHeads = [
  { id: 'name', header: 'Name', width: 'minmax(140px, 1.1fr)', hideable: false, line: 1 },
  { id: 'mail', header: 'Mail', width: 'minmax(150px, 1.2fr)', line: 2 },
  { id: 'roles', header: 'Roles', width: 'minmax(160px, 1.3fr)', line: 3 },
  { id: 'factor', header: 'Second factor', width: '128px', line: 3, end: true, called: 'second factor' },
  { id: 'seen', header: 'Last sign-in', width: '108px', line: 2, end: true, called: 'signed in' },
  { id: 'state', header: 'State', width: '112px', line: 1, end: true },
] as const satisfies readonly ColumnHead[]
