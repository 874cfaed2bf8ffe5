import { casesInput, loadCasesSearch } from '@/app/(console)/cases/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'
import { listCases } from '@/lib/services/cases/list'

export const GET = consoleRoute((context, { query }) => listCases(context, casesInput(loadCasesSearch(query))))
