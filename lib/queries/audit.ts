import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EntryValue } from '@/lib/format/entry-value'
import { type Query, routes } from '@/lib/routes'
import type { AuditEntryView } from '@/lib/services/audit/entry-view'
import type { AuditPage } from '@/lib/services/audit/list'
import type { AuditAct } from '@/lib/services/audit/read-act'
import { getJson, worthRetrying } from './http'
import { FIRST_PAGE } from './live-pages'

/** How often the audit asks for what is new, in milliseconds. */
export const AUDIT_POLL_MILLISECONDS = 3_000

/** An entry in words: the browser gets neither the catalogue of acts nor the raw detail. */
export interface AuditRow extends Omit<AuditEntryView, 'detail'> {
  /** After the name of who did it: "revoked the session of Ines Okafor". */
  readonly sentence: string
  readonly label: string
}

export interface AuditRowPage extends Omit<AuditPage, 'items'> {
  readonly items: readonly AuditRow[]
}

/** One entry with everything it holds, and the entries of the same act. */
export interface AuditStory extends Omit<AuditAct, 'entry' | 'entries'> {
  readonly entry: AuditRow & {
    readonly changes: readonly { readonly field: string; readonly before: EntryValue; readonly after: EntryValue }[]
    readonly facts: readonly { readonly field: string; readonly value: EntryValue }[]
  }
  readonly entries: readonly AuditRow[]
}

/** The audit, newest first, page by page. `search` is what stands in the page's URL. */
export function auditQuery(search: Query) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      getJson<AuditRowPage>(routes.api.audit({ ...search, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** The newest page, asked for by a timer: it does not keep the operator's session alive. */
export function pollAudit(search: Query, signal: AbortSignal): Promise<AuditRowPage> {
  return getJson<AuditRowPage>(routes.api.audit(search), { signal, poll: true })
}

/** One entry with its act. What was written once does not change; only its seal comes later. */
export function auditEntryQuery(id: string) {
  return queryOptions({
    queryKey: ['audit-entry', id],
    queryFn: ({ signal }) => getJson<AuditStory>(routes.api.auditEntry(id), { signal }),
    retry: worthRetrying,
  })
}
