/** The console's lists: what a saved view and an export name. */
export const LISTS = ['sessions', 'keys', 'refusals', 'people', 'applications', 'audit', 'cases'] as const
export type ListName = (typeof LISTS)[number]

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
