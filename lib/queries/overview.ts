import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { Overview } from '@/lib/services/overview/read'
import { getJson } from './http'

const EVERY_MILLISECONDS = 5_000

/** The overview with the words of its reasons. */
export interface OverviewStory extends Omit<Overview, 'refusals'> {
  readonly refusals: Omit<Overview['refusals'], 'reasons'> & {
    readonly reasons: readonly (Overview['refusals']['reasons'][number] & {
      readonly word: string
      readonly alarming: boolean
    })[]
  }
  /** The word of the surge's reason. */
  readonly surgeWord: string | null
}

/** The overview; asked for by a timer, so it does not keep the operator's session alive. */
export function overviewQuery() {
  return queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => getJson<OverviewStory>(routes.api.overview(), { signal, poll: true }),
    refetchInterval: EVERY_MILLISECONDS,
    retry: false,
  })
}
