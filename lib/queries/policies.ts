import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PolicyLimits } from '@/lib/core/policy'
import { routes } from '@/lib/routes'
import type { PolicyPreview } from '@/lib/services/policies/preview-change'
import type { AgeBucket } from '@/lib/services/policies/read-ages'
import { getJson } from './http'

/** The limits that end credentials: their effect is counted and drawn. */
export type LimitName = 'idleSeconds' | 'absoluteSeconds'

/** What a rule for keys says besides: it ends nothing. */
export type KeyTermName = 'overlapSecondsMax' | 'rotateAfterSeconds'

const RECOUNT_MILLISECONDS = 15_000

/** What saving these limits now would end. It counts anew by itself, so it never says that a person is there. */
export function policyPreviewQuery(policyId: string, limits: PolicyLimits) {
  const asked = {
    idle: limitParameter(limits.idleSeconds),
    absolute: limitParameter(limits.absoluteSeconds),
    ...(limits.overlapSecondsMax !== null && { overlap: limitParameter(limits.overlapSecondsMax) }),
    ...(limits.rotateAfterSeconds !== null && { rotate: limitParameter(limits.rotateAfterSeconds) }),
  }
  return queryOptions({
    queryKey: ['policy', policyId, 'preview', asked],
    queryFn: ({ signal }) => getJson<PolicyPreview>(routes.api.policyPreview(policyId, asked), { signal, poll: true }),
    refetchInterval: RECOUNT_MILLISECONDS,
    placeholderData: keepPreviousData,
  })
}

/** The population under one limit, by age up to `untilSeconds`. */
export function policyAgesQuery(policyId: string, limit: LimitName, untilSeconds: number) {
  const asked = { of: limit === 'idleSeconds' ? 'idle' : 'absolute', until: untilSeconds }
  return queryOptions({
    queryKey: ['policy', policyId, 'ages', asked],
    queryFn: ({ signal }) =>
      getJson<readonly AgeBucket[]>(routes.api.policyAges(policyId, asked), { signal, poll: true }),
    placeholderData: keepPreviousData,
  })
}

/** A limit as it stands in a URL: whole seconds, or `none`. */
export function limitParameter(seconds: number | null): string {
  return seconds === null ? 'none' : String(seconds)
}

/** The inverse; null for anything else. */
export function readLimitParameter(text: string | null): { readonly seconds: number | null } | null {
  if (text === 'none') return { seconds: null }
  return text !== null && /^\d{1,9}$/.test(text) ? { seconds: Number(text) } : null
}
