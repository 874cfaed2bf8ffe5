'use client'

import { pollRefusals, REFUSALS_POLL_MILLISECONDS, refusalsQuery } from '@/lib/queries/refusals'
import type { Query } from '@/lib/routes'
import { useLivePages } from '../../_list/use-live-pages'

/** Refusals as far as they were read, with what a timer finds put on top. */
export function useLiveRefusals(search: Query) {
  return useLivePages(refusalsQuery(search), (signal) => pollRefusals(search, signal), REFUSALS_POLL_MILLISECONDS)
}
