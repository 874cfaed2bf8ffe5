'use client'

import { createParser, debounce, useQueryStates } from 'nuqs'
import { LIMIT_NAMES, LIMIT_SECONDS_MAX, type PolicyLimits } from '@/lib/core/policy'
import { limitParameter, readLimitParameter } from '@/lib/queries/policies'

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
  readonly limits: PolicyLimits
  readonly changed: boolean
  readonly set: (changes: Partial<PolicyLimits>) => void
  readonly discard: () => void
}

/**
 * The limits being tried, kept in the URL: they survive a reload, a new sign-in and a version that somebody else set meanwhile.
 * A limit that was not touched is the one in force.
 */
export function useDraft(current: PolicyLimits): Draft {
  const [tried, setTried] = useQueryStates(
    { idle: parser, absolute: parser, overlap: parser, rotate: parser },
    { history: 'replace', limitUrlUpdates: debounce(200) },
  )
  const limits = {
    idleSeconds: tried.idle === null ? current.idleSeconds : tried.idle.seconds,
    absoluteSeconds: tried.absolute === null ? current.absoluteSeconds : tried.absolute.seconds,
    overlapSecondsMax: tried.overlap === null ? current.overlapSecondsMax : tried.overlap.seconds,
    rotateAfterSeconds: tried.rotate === null ? current.rotateAfterSeconds : tried.rotate.seconds,
  }
  const set = (changes: Partial<PolicyLimits>) => {
    const next = { ...limits, ...changes }
    void setTried({
      idle: asTried(next, current, 'idleSeconds'),
      absolute: asTried(next, current, 'absoluteSeconds'),
      overlap: asTried(next, current, 'overlapSecondsMax'),
      rotate: asTried(next, current, 'rotateAfterSeconds'),
    })
  }
  return { limits, changed: changedLimits(current, limits).length > 0, set, discard: () => void setTried(null) }
}

export function changedLimits(current: PolicyLimits, limits: PolicyLimits): readonly (keyof PolicyLimits)[] {
  return LIMIT_NAMES.filter((name) => current[name] !== limits[name])
}

function asTried(next: PolicyLimits, current: PolicyLimits, name: keyof PolicyLimits): Tried | null {
  return next[name] === current[name] ? null : { seconds: next[name] }
}
