import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import { getJson } from './http'

/** An application as lists and forms choose among them. */
export interface ApplicationChoice {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly directory: string
}

/** Slug of Assay itself: its API keys are the service keys with which applications call it. */
export const ASSAY_SLUG = 'assay'

export function applicationsQuery() {
  return queryOptions({
    queryKey: ['applications'],
    queryFn: ({ signal }) => getJson<readonly ApplicationChoice[]>(routes.api.applications(), { signal }),
    staleTime: 60_000,
  })
}
