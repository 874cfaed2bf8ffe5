import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import { getJson } from './http'

/** An application as lists and forms choose among them. */
export interface ApplicationChoice {
  readonly id: string
  readonly name: string
  readonly slug: string
}

export function applicationsQuery() {
  return queryOptions({
    queryKey: ['applications'],
    queryFn: ({ signal }) => getJson<readonly ApplicationChoice[]>(routes.api.applications(), { signal }),
    staleTime: 60_000,
  })
}
