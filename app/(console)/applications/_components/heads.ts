import type { ColumnHead } from '../../_list/columns'

export const applicationHeads = [
  { id: 'name', header: 'Name', width: 'minmax(150px, 1.3fr)', hideable: false, line: 1 },
  { id: 'slug', header: 'Audience', width: 'minmax(110px, 0.9fr)', line: 2 },
  { id: 'environment', header: 'Environment', width: '108px', line: 2, end: true },
  { id: 'directory', header: 'Directory', width: 'minmax(104px, 0.8fr)', yields: true },
  { id: 'owners', header: 'Owners', width: 'minmax(120px, 1.1fr)', line: 3, called: 'owned by' },
  { id: 'state', header: 'State', width: '112px', line: 1, end: true },
  { id: 'sessions', header: 'Sessions', width: '88px', align: 'end' },
  { id: 'keys', header: 'Keys', width: '72px', align: 'end' },
  { id: 'refused', header: 'Refused in 24 h', width: '124px', align: 'end', line: 3, end: true, called: 'refused' },
] as const satisfies readonly ColumnHead[]
