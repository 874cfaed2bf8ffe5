import type { ColumnHead } from '../../_list/columns'

export const sessionHeads = [
  { id: 'person', header: 'Person', width: 'minmax(140px, 1.3fr)', hideable: false, line: 1 },
  { id: 'state', header: 'State', width: 'minmax(148px, 0.9fr)', line: 1, end: true },
  { id: 'life', header: 'Life', width: '190px' },
  { id: 'used', header: 'Last used', width: 'minmax(88px, 0.6fr)', line: 3, end: true, called: 'used' },
  { id: 'device', header: 'Device', width: 'minmax(136px, 1fr)', line: 2, yields: true },
  { id: 'address', header: 'Address', width: 'minmax(120px, 0.8fr)', line: 3, yields: true },
  { id: 'application', header: 'Application', width: 'minmax(110px, 0.8fr)', line: 2, end: true, yields: true },
  { id: 'mail', header: 'Mail', width: 'minmax(160px, 1fr)', hidden: true, yields: true },
  { id: 'begun', header: 'Signed in', width: 'minmax(110px, 0.7fr)', hidden: true, yields: true },
] as const satisfies readonly ColumnHead[]
