import type { ListName } from '@/lib/core/lists'
import { browseApplications } from '@/lib/services/applications/browse'
import { listAudit } from '@/lib/services/audit/list'
import { listCases } from '@/lib/services/cases/list'
import type { Context } from '@/lib/services/context'
import { listCredentials } from '@/lib/services/credentials/list'
import { listRefusals } from '@/lib/services/refusals/list'
import { listSubjects } from '@/lib/services/subjects/list'
import { credentialSearch, listInput } from '../_credential/search'
import { applicationsInput, loadApplicationsSearch } from '../applications/search-params'
import { auditInput, loadAuditSearch } from '../audit/search-params'
import { casesInput, loadCasesSearch } from '../cases/search-params'
import { loadPeopleSearch, peopleInput } from '../people/search-params'
import { loadRefusalsSearch, refusalsInput } from '../refusals/search-params'
import { applicationRow, caseRow, credentialRow, type ExportRow, entryRow, personRow, refusalRow } from './rows'

export interface ExportPage {
  readonly rows: readonly ExportRow[]
  readonly nextCursor: string | null
}

/** Reads one page of a list for an export, with the rights of whoever asked for it. */
export type ExportReader = (context: Context, search: URLSearchParams, cursor: string | null) => Promise<ExportPage>

const PAGE_SIZE = 200

/** Every list can be taken out, each read by the verb of its page: what that hides or masks, a file does too. */
export const EXPORT_TABLES: Readonly<Record<ListName, ExportReader>> = {
  sessions: credentials('session'),
  keys: credentials('api_key'),
  refusals: async (context, search, cursor) =>
    pageOf(await listRefusals(context, { ...refusalsInput(loadRefusalsSearch(search)), ...paged(cursor) }), refusalRow),
  people: async (context, search, cursor) =>
    pageOf(await listSubjects(context, { ...peopleInput(loadPeopleSearch(search)), ...paged(cursor) }), personRow),
  // There are tens of them: one page is all.
  applications: async (context, search) => {
    const items = await browseApplications(context, applicationsInput(loadApplicationsSearch(search)))
    return pageOf({ items, nextCursor: null }, applicationRow)
  },
  audit: async (context, search, cursor) =>
    pageOf(await listAudit(context, { ...auditInput(loadAuditSearch(search)), ...paged(cursor) }), entryRow),
  cases: async (context, search, cursor) =>
    pageOf(await listCases(context, { ...casesInput(loadCasesSearch(search)), ...paged(cursor) }), caseRow),
}

function credentials(kind: 'session' | 'api_key'): ExportReader {
  const load = credentialSearch(kind)
  return async (context, search, cursor) =>
    pageOf(await listCredentials(context, { ...listInput(kind, load(search)), ...paged(cursor) }), credentialRow)
}

interface Page<View> {
  readonly items: readonly View[]
  readonly nextCursor: string | null
}

function pageOf<View>({ items, nextCursor }: Page<View>, row: (view: View) => ExportRow): ExportPage {
  return { rows: items.map(row), nextCursor }
}

function paged(cursor: string | null) {
  return { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) }
}
