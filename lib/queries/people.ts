import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { PersonView } from '@/lib/services/subjects/read-person'
import type { SubjectMatch } from '@/lib/services/subjects/search'
import type { CredentialRow } from './credentials'
import { getJson } from './http'

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
