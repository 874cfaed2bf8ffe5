import type { Instant } from '@/lib/core/instant'
import { SECOND } from '@/lib/core/instant'
import { duration, exactDuration } from '@/lib/format/duration'
import { elapsedInWords, lengthInWords, limitSentence } from '../lengths'
import type { ReasonText } from '../reason-text'
import {
  amount,
  awayInWords,
  byActor,
  given,
  instant,
  limitMilliseconds,
  limitWords,
  noteSentence,
  policySentence,
  type Telling,
  what,
  when,
} from '../telling'

/** Gate D: texts for limits that were reached and conditions that can pass. */
export const TIME_TEXTS = {
  expired: {
    word: 'Expired',
    title: 'Absolute lifetime reached',
    headline: (telling) => {
      const { noun } = what(telling)
      const limit = limitWords(telling)
      return limit === null
        ? `The ${noun} expired${ago(telling)}.`
        : `The ${noun} reached its absolute limit of ${limit}.`
    },
    happened: (telling) => {
      const signedIn = limitWords(telling) === null ? null : amount(telling, 'signedInAt')
      const counted = given(signedIn, (at) => ` The sign-in was at ${instant(at, telling.context)}.`)
      return `${endedBefore(telling)}${counted}${policySentence(telling)}`
    },
    holder: (telling) => what(telling).renewal,
    operator: 'Nothing unusual. If it comes too early for the work at hand, look at the policy.',
    customer: (telling) => {
      const { noun, plea } = what(telling)
      const length = given(limitWords(telling), (limit) => ` because it can last ${limit} at most`)
      return `Your ${noun} ended${length || ' at its planned date'}, so ${plea}.`
    },
  },
  idle: {
    word: 'Idle',
    title: 'Idle limit reached',
    headline: (telling) => {
      const lastUse = amount(telling, 'lastUsedAt')
      const limit = limitWords(telling)
      if (lastUse === null || limit === null) return `The ${what(telling).noun} was idle for too long.`
      const idle = elapsedInWords(telling.context.judgedAt - lastUse, limitMilliseconds(telling))
      return `The ${what(telling).noun} was idle for ${idle}. ${limitSentence(limit, idle)}`
    },
    happened: (telling) => {
      const tolerance = given(amount(telling, 'toleranceSeconds'), (seconds) => ` Last use is known to ${seconds} s.`)
      return `${endedBefore(telling)}${policySentence(telling)}${tolerance}`
    },
    holder: (telling) => what(telling).renewal,
    operator:
      'Nothing unusual. If many are affected, compare the limit with how people work, and look for a recent change.',
    customer: (telling) => {
      const limit = given(limitWords(telling), (length) => ` for ${length}`) || ' for a while'
      return telling.context.kind === 'session'
        ? `You were signed out because there was no activity${limit}, so please sign in again.`
        : `Your ${what(telling).noun} ended because it was not used${limit}, so ${what(telling).plea}.`
    },
  },
  rotation_overdue: {
    word: 'Rotation overdue',
    title: 'Rotation is overdue',
    headline: (telling) => `The ${what(telling).noun} is older than its policy allows.`,
    happened: (telling) =>
      `${endedBefore(telling)} The policy demands rotation${given(limitWords(telling), (limit) => ` every ${limit}`)}.`,
    holder: (telling) => `Rotate the ${what(telling).noun} and use its successor.`,
    operator: 'Check who looks after it and whether rotation can be made automatic.',
    customer: (telling) => `Your ${what(telling).noun} was due for replacement, so ${what(telling).plea}.`,
  },
  suspended: {
    word: 'Suspended',
    title: 'Suspended for now',
    headline: (telling) =>
      `This ${what(telling).noun} is suspended ${given(amount(telling, 'until'), (at) => `until ${instant(at, telling.context)}`) || 'until it is resumed'}.`,
    happened: (telling) =>
      `It was suspended${given(telling.since, (at) => ` ${when(at, telling.context)}`)}${byActor(telling)}.${noteSentence(telling)}`,
    holder: 'Wait until it is resumed; nothing needs to be replaced.',
    operator: 'Read the note. Resume it when the doubt is settled, or revoke it.',
    customer: (telling) => `Your ${what(telling).noun} is paused at the moment, so please contact our support team.`,
  },
  not_yet_valid: {
    word: 'Not yet valid',
    title: 'Not valid yet',
    headline: (telling) =>
      `This ${what(telling).noun} is not valid ${given(start(telling), (at) => `before ${instant(at, telling.context)}`) || 'yet'}.`,
    happened: (telling) =>
      `It was presented ${given(start(telling), (at) => `${duration(at - telling.context.judgedAt)} before`) || 'before'} its start.`,
    holder: (telling) =>
      `Use it ${given(start(telling), (at) => `from ${instant(at, telling.context)} on`) || 'from its start on'}.`,
    operator: 'Check the start that was set when it was issued.',
    customer: (telling) => `Your ${what(telling).noun} starts to work ${startsIn(telling)}.`,
  },
  clock_skew: {
    word: 'Clock skew',
    title: "The caller's clock is wrong",
    headline: (telling) => {
      const skew = amount(telling, 'skewSeconds')
      if (skew === null) return "The caller's clock is too far off."
      return `The caller's clock is ${seconds(skew)} ${skew < 0 ? 'behind' : 'ahead'}.`
    },
    happened: (telling) =>
      `Nothing is wrong with the ${what(telling).noun}; a difference of less than ${seconds(amount(telling, 'leewaySeconds') ?? 60)} is accepted.`,
    holder: 'Nothing: the clock of the application has to be set.',
    operator: 'Set the clock of the calling host and keep it in step with NTP.',
    customer: 'A clock on our side was off, so please try again in a few minutes.',
  },
} as const satisfies Record<string, ReasonText>

function start(telling: Telling): Instant | null {
  return amount(telling, 'notBefore')
}

/** "in 5 minutes", for whoever asks now; whoever reads it afterwards is told no length. */
function startsIn(telling: Telling): string {
  const at = start(telling)
  return at === null || !telling.context.isNow ? 'a little later' : awayInWords(at, telling.context)
}

function seconds(value: number): string {
  return lengthInWords(exactDuration(value * SECOND))
}

function ago({ since, context }: Telling): string {
  return given(since, (at) => ` ${awayInWords(at, context)}`)
}

/** "It ended at 3 May 2026, 14:02:16, 1 min before this request." */
function endedBefore({ since, context }: Telling): string {
  if (since === null) return 'It has ended.'
  const distance = context.judgedAt - since
  const before = distance < SECOND ? 'at the instant of' : `${duration(distance)} before`
  return `It ended at ${instant(since, context)}, ${before} this request.`
}
