import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { Usage } from '@/lib/services/credentials/read-usage'
import type { KeyOverlap } from '@/lib/services/keys/read-overlap'
import { getJson, worthRetrying } from './http'

// Beneath the credential's own key, so that every act upon it asks for these anew.

/** When and from where a credential was used. */
export function usageQuery(id: string) {
  return queryOptions({
    queryKey: ['credential', id, 'usage'],
    queryFn: ({ signal }) => getJson<Usage>(routes.api.usage(id), { signal }),
    retry: worthRetrying,
  })
}

const OVERLAP_MILLISECONDS = 30_000

/** Who still uses the old key of a rotation. Watched while it lasts, which is no use of the operator's session. */
export function overlapQuery(oldId: string) {
  return queryOptions({
    queryKey: ['credential', oldId, 'overlap'],
    queryFn: ({ signal }) => getJson<KeyOverlap>(routes.api.overlap(oldId), { signal, poll: true }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'ended' ? false : OVERLAP_MILLISECONDS),
    retry: worthRetrying,
  })
}
