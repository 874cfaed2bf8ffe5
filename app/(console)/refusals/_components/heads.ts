import type { ColumnHead } from '../../_list/columns'

export const refusalHeads = [
  { id: 'time', header: 'Time', width: 'minmax(148px, 0.8fr)', hideable: false, line: 3, end: true },
  { id: 'reason', header: 'Reason', width: 'minmax(150px, 0.9fr)', hideable: false, line: 1, end: true },
  { id: 'person', header: 'Person', width: 'minmax(130px, 1.1fr)', line: 1 },
  { id: 'kind', header: 'Kind', width: 'minmax(80px, 0.5fr)', yields: true },
  { id: 'application', header: 'Application', width: 'minmax(100px, 0.7fr)', line: 2 },
  { id: 'address', header: 'Address', width: 'minmax(126px, 0.8fr)', line: 3 },
  { id: 'device', header: 'Device', width: 'minmax(130px, 0.8fr)', line: 2, end: true, yields: true },
  { id: 'reference', header: 'Reference', width: 'minmax(150px, 0.9fr)', yields: true },
] as const satisfies readonly ColumnHead[]
