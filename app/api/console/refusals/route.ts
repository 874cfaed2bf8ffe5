import { readRefusalRows } from '@/app/(console)/refusals/_components/rows'
import { loadRefusalsSearch, refusalsInput } from '@/app/(console)/refusals/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context, { query }) =>
  readRefusalRows(context, refusalsInput(loadRefusalsSearch(query))),
)
