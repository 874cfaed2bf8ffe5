'use client'

import { createParser, debounce, useQueryStates } from 'nuqs'
import { LIMIT_SECONDS_MAX } from '@/lib/core/policy'
import { type LimitName, limitParameter, readLimitParameter } from '@/lib/queries/policies'
import type { Limits } from '@/lib/services/policies/schemas'

/** A wrapper, because `null` in a URL's state means that nothing stands there: the limit in force. */
interface Tried {
  readonly seconds: number | null
}

const parser = createParser<Tried>({
  parse: (text) => {
    const read = readLimitParameter(text)
    return read === null || (read.seconds ?? 0) > LIMIT_SECONDS_MAX ? null : read
  },
  serialize: ({ seconds }) => limitParameter(seconds),
  eq: (one, other) => one.seconds === other.seconds,
})

export interface Draft {
  readonly limits: Limits
  readonly changed: boolean
  readonly set: (changes: Partial<Limits>) => void
  readonly discard: () => void
}

/**
 * The limits being tried, kept in the URL: they survive a reload, a new sign-in and a version that somebody else set meanwhile.
 * A limit that was not touched is the one in force.
 */
export function useDraft(current: Limits): Draft {
  const [tried, setTried] = useQueryStates(
    { idle: parser, absolute: parser },
    { history: 'replace', limitUrlUpdates: debounce(200) },
  )
  const limits = {
    idleSeconds: tried.idle === null ? current.idleSeconds : tried.idle.seconds,
    absoluteSeconds: tried.absolute === null ? current.absoluteSeconds : tried.absolute.seconds,
  }
  const set = (changes: Partial<Limits>) => {
    const next = { ...limits, ...changes }
    void setTried({ idle: asTried(next, current, 'idleSeconds'), absolute: asTried(next, current, 'absoluteSeconds') })
  }
  return { limits, changed: changedLimits(current, limits).length > 0, set, discard: () => void setTried(null) }
}

const LIMIT_NAMES: readonly LimitName[] = ['idleSeconds', 'absoluteSeconds']

export function changedLimits(current: Limits, limits: Limits): readonly LimitName[] {
  return LIMIT_NAMES.filter((name) => current[name] !== limits[name])
}

function asTried(next: Limits, current: Limits, name: LimitName): Tried | null {
  return next[name] === current[name] ? null : { seconds: next[name] }
}
