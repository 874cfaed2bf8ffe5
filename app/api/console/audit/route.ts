import { readAuditRows } from '@/app/(console)/audit/_components/rows'
import { auditInput, loadAuditSearch } from '@/app/(console)/audit/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context, { query }) => readAuditRows(context, auditInput(loadAuditSearch(query))))
