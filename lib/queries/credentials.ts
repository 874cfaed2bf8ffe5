import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Device } from '@/lib/format/device'
import { type Query, routes } from '@/lib/routes'
import type { CredentialView } from '@/lib/services/credential-view'
import type { CredentialPage } from '@/lib/services/credentials/list'
import type { CredentialDetail } from '@/lib/services/credentials/read'
import { getJson, worthRetrying } from './http'

/** The kinds that have a list of their own. */
export type ListedKind = 'session' | 'api_key'

/** A credential as the console shows it: the view, with what only the server has the words for. */
export interface CredentialRow extends CredentialView {
  readonly device: Device | null
  /** The reason in a word or two: "Idle". */
  readonly reasonWord: string | null
  readonly causeWord: string | null
}

export interface CredentialRowPage extends Omit<CredentialPage, 'items'> {
  readonly items: readonly CredentialRow[]
}

export interface CredentialStory extends Omit<CredentialDetail, 'credential' | 'refusals' | 'acts'> {
  readonly credential: CredentialRow
  readonly refusals: readonly (CredentialDetail['refusals'][number] & { readonly word: string })[]
  readonly acts: readonly (CredentialDetail['acts'][number] & { readonly words: string })[]
}

/** A list of credentials, page by page. `search` is what stands in the page's URL. */
export function credentialsQuery(kind: ListedKind, search: Query) {
  return infiniteQueryOptions({
    queryKey: ['credentials', kind, search],
    queryFn: ({ pageParam, signal }) =>
      getJson<CredentialRowPage>(listUrl(kind, { ...search, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** One credential with its history. */
export function credentialQuery(kind: ListedKind, id: string) {
  return queryOptions({
    queryKey: ['credential', id],
    queryFn: ({ signal }) => getJson<CredentialStory>(detailUrl(kind, id), { signal }),
    retry: worthRetrying,
  })
}

/** Beginnings of the keys of everything that an act upon credentials may change. */
export const CREDENTIAL_KEYS = ['credentials', 'credential', 'person', 'people', 'application', 'counts'] as const

const FIRST_PAGE: string | null = null

function listUrl(kind: ListedKind, query: Query): string {
  return kind === 'session' ? routes.api.sessions(query) : routes.api.keys(query)
}

function detailUrl(kind: ListedKind, id: string): string {
  return kind === 'session' ? routes.api.session(id) : routes.api.key(id)
}
