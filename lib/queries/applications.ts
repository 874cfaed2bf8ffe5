import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Query, routes } from '@/lib/routes'
import type { ApplicationSummary } from '@/lib/services/applications/browse'
import type { ApplicationDetail } from '@/lib/services/applications/read'
import type { CredentialRow } from './credentials'
import { getJson, worthRetrying } from './http'

/** An application as lists and forms choose among them. */
export interface ApplicationChoice {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly directory: string
}

/** Slug of Assay itself: its API keys are the service keys with which applications call it. */
export const ASSAY_SLUG = 'assay'

/** An application with all that belongs to it, worded. */
export interface ApplicationStory extends Omit<ApplicationDetail, 'serviceKeys' | 'refusals'> {
  readonly serviceKeys: readonly CredentialRow[]
  readonly refusals: readonly (ApplicationDetail['refusals'][number] & { readonly word: string })[]
}

/** The applications within reach that match. `search` is what stands in the page's URL. */
export function applicationsQuery(search: Query) {
  return queryOptions({
    queryKey: ['applications', search],
    queryFn: ({ signal }) => getJson<readonly ApplicationSummary[]>(routes.api.applications(search), { signal }),
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** One application. */
export function applicationQuery(id: string) {
  return queryOptions({
    queryKey: ['application', id],
    queryFn: ({ signal }) => getJson<ApplicationStory>(routes.api.application(id), { signal }),
    retry: worthRetrying,
  })
}
