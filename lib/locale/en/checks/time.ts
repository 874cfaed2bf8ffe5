import { type Instant, SECOND } from '@/lib/core/instant'
import { exactDuration } from '@/lib/format/duration'
import { type CheckText, dotted, happened, happenedCheck, type Seen } from '../check-text'
import { amount, away, given, instant, limitMilliseconds, policyWords, type TellingContext } from '../telling'
import { note } from './ended'

/** Lines for gate D. */
export const TIME_CHECKS = {
  expired: {
    label: 'Absolute limit',
    fact: (seen) => {
      const { context } = seen
      const end = amount(seen, 'expiresAt')
      if (limitMilliseconds(seen) === null && end !== null)
        return `${end <= context.judgedAt ? 'ended' : 'ends'} ${away(end, context)}`
      return given(amount(seen, 'signedInAt'), (at) => `signed in ${distance(at, context)}`) || 'sign-in not known'
    },
    rule: (seen) =>
      limitRule(seen) || given(amount(seen, 'expiresAt'), (at) => `own end ${instant(at, seen.context)}`) || 'no limit',
  },
  idle: {
    label: 'Idle limit',
    fact: (seen) =>
      given(amount(seen, 'lastUsedAt'), (at) => `last use ${distance(at, seen.context)}`) || 'last use not known',
    rule: (seen) => limitRule(seen, amount(seen, 'toleranceSeconds')) || 'no limit',
  },
  rotation_overdue: happenedCheck('Rotation', 'not due', 'overdue'),
  suspended: {
    label: 'Suspension',
    fact: happened('not suspended', 'suspended'),
    rule: (seen) =>
      seen.passed
        ? ''
        : dotted(
            given(amount(seen, 'until'), (at) => `until ${instant(at, seen.context)}`) || 'until resumed',
            note(seen),
          ),
  },
  not_yet_valid: {
    label: 'Start',
    fact: (seen) =>
      given(
        amount(seen, 'notBefore'),
        (at) => `${at <= seen.context.judgedAt ? 'started' : 'starts'} ${away(at, seen.context)}`,
      ) || 'valid from its issue',
    rule: (seen) => given(amount(seen, 'notBefore'), (at) => `not before ${instant(at, seen.context)}`),
  },
  clock_skew: {
    label: "Caller's clock",
    fact: (seen) => {
      const skew = amount(seen, 'skewSeconds')
      if (skew === null) return 'not reported'
      return skew === 0 ? 'less than 1 s off' : `${exactDuration(skew * SECOND)} ${skew < 0 ? 'behind' : 'ahead'}`
    },
    rule: (seen) => given(amount(seen, 'leewaySeconds'), (leeway) => `less than ${leeway} s off`),
  },
} as const satisfies Record<string, CheckText>

/** "limit 30 min · tolerance 2 s · Web sessions v4, set by …", or nothing without a limit. */
function limitRule(seen: Seen, toleranceSeconds: number | null = null): string {
  return given(limitMilliseconds(seen), (limit) =>
    dotted(
      `limit ${exactDuration(limit)}`,
      given(toleranceSeconds, (tolerance) => `tolerance ${tolerance} s`),
      policyWords(seen) ?? '',
    ),
  )
}

/** "31 min 6 s ago": exact, because seconds decide. */
function distance(at: Instant, context: TellingContext): string {
  const { judgedAt, isNow } = context
  if (judgedAt - at < SECOND) return away(at, context)
  return `${exactDuration(judgedAt - at)} ${isNow ? 'ago' : 'earlier'}`
}
