import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { PersonView } from '@/lib/services/subjects/read-person'
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
