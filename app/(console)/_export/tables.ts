import type { ListName } from '@/lib/core/lists'
import type { Context } from '@/lib/services/context'
import type { CredentialView } from '@/lib/services/credential-view'
import { listCredentials } from '@/lib/services/credentials/list'
import { listRefusals, type RefusalView } from '@/lib/services/refusals/list'
import { credentialSearch, listInput } from '../_credential/search'
import { loadRefusalsSearch, refusalsInput } from '../refusals/search-params'

/** What a cell of an export may hold; instants are epoch milliseconds under a name that ends in `_at`. */
export type Cell = string | number | boolean | null | readonly string[]
export type ExportRow = Readonly<Record<string, Cell>>

export interface ExportPage {
  readonly rows: readonly ExportRow[]
  readonly nextCursor: string | null
}

/** Reads one page of a list for an export, with the rights of whoever asked for it. */
export type ExportReader = (context: Context, search: URLSearchParams, cursor: string | null) => Promise<ExportPage>

const PAGE_SIZE = 200

/** The lists that can be taken out, each read by the verb of its page. */
export const EXPORT_TABLES: Readonly<Partial<Record<ListName, ExportReader>>> = {
  sessions: credentials('session'),
  keys: credentials('api_key'),
  refusals: async (context, search, cursor) => {
    const page = await listRefusals(context, { ...refusalsInput(loadRefusalsSearch(search)), ...paged(cursor) })
    return { rows: page.items.map(refusalRow), nextCursor: page.nextCursor }
  },
}

function credentials(kind: 'session' | 'api_key'): ExportReader {
  const load = credentialSearch(kind)
  return async (context, search, cursor) => {
    const page = await listCredentials(context, { ...listInput(kind, load(search)), ...paged(cursor) })
    return { rows: page.items.map(credentialRow), nextCursor: page.nextCursor }
  }
}

function paged(cursor: string | null) {
  return { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) }
}

function credentialRow(view: CredentialView): ExportRow {
  return {
    id: view.id,
    kind: view.kind,
    environment: view.environment,
    label: view.label,
    name: view.name,
    state: view.state,
    reason: view.reason,
    cause: view.cause,
    since_at: view.since,
    ended_by: view.endedBy,
    note: view.note,
    application: view.application.slug,
    subject_id: view.subject.id,
    subject_external_id: view.subject.externalId,
    subject_name: view.subject.name,
    subject_email: view.subject.email,
    scopes: view.scopes,
    issued_at: view.issuedAt,
    issued_by: view.issuedBy,
    last_used_at: view.lastUsedAt,
    use_count: view.useCount,
    ends_at: view.endsAt,
    created_ip: view.createdIp,
    last_used_ip: view.lastUsedIp,
    country: view.country,
    user_agent: view.userAgent,
  }
}

function refusalRow(view: RefusalView): ExportRow {
  return {
    id: view.id,
    first_at: view.firstAt,
    last_at: view.lastAt,
    count: view.count,
    reason: view.reason,
    cause: view.cause,
    also: view.also,
    application: view.application.slug,
    credential_id: view.credentialId,
    kind: view.kind,
    environment: view.environment,
    subject_id: view.subject?.id ?? null,
    subject_external_id: view.subject?.externalId ?? null,
    subject_name: view.subject?.name ?? null,
    subject_email: view.subject?.email ?? null,
    ip: view.ip,
    country: view.country,
    user_agent: view.userAgent,
    caller_ip: view.callerIp,
    request_id: view.requestId,
  }
}
