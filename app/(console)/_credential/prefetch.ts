import { QueryClient } from '@tanstack/react-query'
import { searchKey } from '@/components/credential/credential-filters'
import type { FilterValue } from '@/components/table/filters'
import { credentialQuery, credentialsQuery, type ListedKind } from '@/lib/queries/credentials'
import type { Context } from '@/lib/services/context'
import { readCredentialRows, readCredentialStory } from './rows'
import { listInput } from './search'

/** The first page of a list, for the browser's cache. A failure is left for the browser to meet: it shows it with a retry. */
export async function prefetchCredentials(
  context: Context,
  kind: ListedKind,
  search: Readonly<Record<string, FilterValue | undefined>>,
): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { placeholderData: _unused, retry: _never, ...options } = credentialsQuery(kind, searchKey(kind, search))
  await client.prefetchInfiniteQuery({
    ...options,
    queryFn: () => readCredentialRows(context, listInput(kind, { ...search, cursor: null })),
  })
  return client
}

/** One credential with its history, for the browser's cache. Errors: `not_found`. */
export async function prefetchCredential(context: Context, kind: ListedKind, id: string): Promise<QueryClient> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await client.fetchQuery({
    ...credentialQuery(kind, id),
    retry: false,
    queryFn: () => readCredentialStory(context, id),
  })
  return client
}
