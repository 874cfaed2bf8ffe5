/** The console's lists: what a saved view and an export name. */
export const LISTS = ['sessions', 'keys', 'refusals', 'people', 'applications', 'audit', 'cases'] as const
export type ListName = (typeof LISTS)[number]

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Members of a list's address that are of the moment: they are not kept. */
const OF_THE_MOMENT = ['cursor', 'open']

/** What of a list's address a view or an export keeps: filters and order, in one spelling. */
export function keptSearch(search: string): string {
  const members = new URLSearchParams(search)
  for (const name of OF_THE_MOMENT) members.delete(name)
  members.sort()
  return members.toString()
}
