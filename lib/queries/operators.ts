import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { InvitationView } from '@/lib/services/operators/invitations/list-invitations'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import { getJson, worthRetrying } from './http'

/** The operators that match, and who is invited. */
export interface Roster {
  readonly operators: readonly OperatorView[]
  /** More match than are shown. */
  readonly more: boolean
  readonly invitations: readonly InvitationView[]
}

/** Operators whose name or mail holds a text; all where it is empty. */
export function rosterQuery(search: string) {
  return queryOptions({
    queryKey: ['operators', search],
    queryFn: ({ signal }) => getJson<Roster>(routes.api.operators({ q: search }), { signal }),
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** One operator. */
export function operatorQuery(id: string) {
  return queryOptions({
    queryKey: ['operator', id],
    queryFn: ({ signal }) => getJson<OperatorView>(routes.api.operator(id), { signal }),
    retry: worthRetrying,
  })
}
