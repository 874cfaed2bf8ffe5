import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Query, routes } from '@/lib/routes'
import type { SubjectPage } from '@/lib/services/subjects/list'
import type { Holdings } from '@/lib/services/subjects/read-holdings'
import type { PersonView } from '@/lib/services/subjects/read-person'
import type { SubjectMatch } from '@/lib/services/subjects/search'
import type { CredentialRow } from './credentials'
import { getJson, worthRetrying } from './http'
import { FIRST_PAGE } from './live-pages'

export interface PersonStory extends Omit<PersonView, 'credentials' | 'refusals' | 'acts'> {
  readonly credentials: readonly CredentialRow[]
  readonly refusals: readonly (PersonView['refusals'][number] & { readonly word: string })[]
  readonly acts: readonly (PersonView['acts'][number] & { readonly words: string })[]
}

/** A person with everything of theirs. */
export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => getJson<PersonStory>(routes.api.person(id), { signal }),
  })
}

/** What a person who leaves would leave behind. Asked anew with every opening of the dialog. */
export function holdingsQuery(id: string) {
  return queryOptions({
    queryKey: ['holdings', id],
    queryFn: ({ signal }) => getJson<Holdings>(routes.api.holdings(id), { signal }),
    staleTime: 0,
  })
}

/** People and services of an application whose name, mail or id begins with `text`. */
export function peopleSearchQuery(applicationId: string, text: string) {
  return queryOptions({
    queryKey: ['people-search', applicationId, text],
    queryFn: ({ signal }) =>
      getJson<readonly SubjectMatch[]>(routes.api.peopleSearch({ application: applicationId, text }), { signal }),
    enabled: applicationId !== '' && text.trim() !== '',
    staleTime: 30_000,
  })
}

/** People and services, page by page. `search` is what stands in the page's URL. */
export function peopleQuery(search: Query) {
  return infiniteQueryOptions({
    queryKey: ['people', search],
    queryFn: ({ pageParam, signal }) =>
      getJson<SubjectPage>(routes.api.people({ ...search, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}
