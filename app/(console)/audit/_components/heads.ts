import type { ColumnHead } from '../../_list/columns'

export const auditHeads = [
  { id: 'time', header: 'Time', width: 'minmax(112px, 0.5fr)', hideable: false, line: 3 },
  { id: 'who', header: 'Who', width: 'minmax(120px, 0.7fr)', hideable: false, line: 1 },
  { id: 'what', header: 'What', width: 'minmax(240px, 2.6fr)', hideable: false, line: 2 },
  { id: 'application', header: 'Application', width: 'minmax(100px, 0.6fr)', line: 1, end: true, yields: true },
  { id: 'address', header: 'Address', width: 'minmax(112px, 0.6fr)', yields: true },
  { id: 'seal', header: 'Place in the chain', width: '164px', line: 3, end: true, yields: true },
] as const satisfies readonly ColumnHead[]
