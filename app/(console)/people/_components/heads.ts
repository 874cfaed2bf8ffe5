import type { ColumnHead } from '../../_list/columns'

export const peopleHeads = [
  { id: 'name', header: 'Name', width: 'minmax(150px, 1.2fr)', hideable: false, line: 1 },
  { id: 'mail', header: 'Mail or id', width: 'minmax(160px, 1.4fr)', line: 2 },
  { id: 'directory', header: 'Directory', width: 'minmax(104px, 0.8fr)', line: 2, end: true, yields: true },
  { id: 'state', header: 'State', width: '104px', line: 1, end: true },
  { id: 'sessions', header: 'Sessions', width: '84px', align: 'end' },
  { id: 'keys', header: 'Keys', width: '64px', align: 'end' },
  { id: 'seen', header: 'Last seen', width: 'minmax(96px, 0.6fr)', line: 3, called: 'seen' },
  {
    id: 'refused',
    header: 'Refused in 24 h',
    width: '156px',
    align: 'end',
    line: 3,
    end: true,
    yields: true,
    called: 'refused',
  },
  { id: 'known', header: 'Known since', width: 'minmax(110px, 0.6fr)', hidden: true, yields: true },
] as const satisfies readonly ColumnHead[]
