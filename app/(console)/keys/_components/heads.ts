import type { ColumnHead } from '../../_list/columns'

export const keyHeads = [
  { id: 'name', header: 'Name', width: 'minmax(140px, 1.2fr)', hideable: false, line: 1 },
  { id: 'owner', header: 'Owner', width: 'minmax(120px, 1.1fr)', line: 2 },
  { id: 'application', header: 'Application', width: 'minmax(100px, 0.8fr)', line: 2, end: true },
  { id: 'state', header: 'State', width: 'minmax(148px, 0.9fr)', line: 1, end: true },
  { id: 'life', header: 'Life', width: '190px', yields: true },
  { id: 'used', header: 'Last used', width: 'minmax(96px, 0.6fr)', line: 3, called: 'used' },
  { id: 'scopes', header: 'Scopes', width: 'minmax(120px, 1.1fr)', yields: true },
  { id: 'tags', header: 'Tags', width: 'minmax(96px, 0.7fr)', hidden: true, yields: true },
  { id: 'contact', header: 'Contact', width: 'minmax(120px, 0.8fr)', hidden: true, yields: true },
  { id: 'from', header: 'Accepted from', width: 'minmax(120px, 0.9fr)', hidden: true, yields: true },
  { id: 'ends', header: 'Ends', width: 'minmax(108px, 0.7fr)', line: 3, end: true, yields: true, called: 'ends' },
  { id: 'created', header: 'Created', width: 'minmax(110px, 0.7fr)', hidden: true, yields: true },
] as const satisfies readonly ColumnHead[]
