import { readCredentialRows } from '@/app/(console)/_credential/rows'
import { listInput } from '@/app/(console)/_credential/search'
import { loadSessionsSearch } from '@/app/(console)/sessions/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context, { query }) =>
  readCredentialRows(context, listInput('session', loadSessionsSearch(query))),
)
