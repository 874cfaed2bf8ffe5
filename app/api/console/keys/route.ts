import { readCredentialRows } from '@/app/(console)/_credential/rows'
import { listInput } from '@/app/(console)/_credential/search'
import { loadKeysSearch } from '@/app/(console)/keys/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context, { query }) =>
  readCredentialRows(context, listInput('api_key', loadKeysSearch(query))),
)
