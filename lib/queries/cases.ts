import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Query, routes } from '@/lib/routes'
import type { Assignee } from '@/lib/services/cases/assignees'
import type { RootCauseCounts } from '@/lib/services/cases/count-root-causes'
import type { CasePage } from '@/lib/services/cases/list'
import type { CaseDetail } from '@/lib/services/cases/read'
import { getJson, worthRetrying } from './http'

/** Cases, newest change first, page by page. */
export function casesQuery(search: Query) {
  return infiniteQueryOptions({
    queryKey: ['cases', search],
    queryFn: ({ pageParam, signal }) =>
      getJson<CasePage>(routes.api.cases({ ...search, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** One case with everything joined to it. */
export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => getJson<CaseDetail>(routes.api.case(id), { signal }),
    retry: worthRetrying,
  })
}

/** What was found to be the cause, week by week. */
export function rootCausesQuery() {
  return queryOptions({
    queryKey: ['root-causes'],
    queryFn: ({ signal }) => getJson<RootCauseCounts>(routes.api.rootCauses(), { signal }),
    staleTime: 30_000,
  })
}

/** Who may work on cases of an application; null: on those of none. */
export function assigneesQuery(applicationId: string | null) {
  return queryOptions({
    queryKey: ['assignees', applicationId],
    queryFn: ({ signal }) =>
      getJson<readonly Assignee[]>(routes.api.assignees({ application: applicationId }), { signal }),
    staleTime: 60_000,
  })
}

/** Beginnings of the keys of everything that an act upon cases may change. */
export const CASE_KEYS = ['cases', 'case', 'root-causes'] as const

const FIRST_PAGE: string | null = null
