import { SECOND } from '@/lib/core/instant'
import { count } from '@/lib/format/count'
import { exactDuration } from '@/lib/format/duration'
import { lengthInWords } from '../lengths'
import type { ReasonText } from '../reason-text'
import { amount, given, type Telling, what, when } from '../telling'

/** Gate G: texts for uses that are counted. */
export const USE_TEXTS = {
  nonce_replayed: {
    word: 'Nonce replayed',
    title: 'Proof was used before',
    headline: 'The proof presented with this token was used before.',
    happened: (telling) =>
      `Each proof serves once${given(amount(telling, 'firstUsedAt'), (at) => `; this one was used ${when(at, telling.context)}`)}.`,
    holder: 'Make a new proof for every request.',
    operator: 'Compare both uses: a retry by the caller is common, a foreign address is theft.',
    customer: 'A request reached us twice and we accepted it once, so please try again.',
  },
  rate_limited: {
    word: 'Rate limited',
    title: 'Too many in the window',
    headline: (telling) => `This ${what(telling).noun} was used too often in a short time.`,
    happened: (telling) => `${limitPart(telling)}${retryPart(telling) || 'It is accepted again soon.'}`,
    holder: (telling) =>
      `Wait${given(amount(telling, 'retryAfterSeconds'), (value) => ` ${words(value)}`)}, then try again.`,
    operator: 'Check whether the caller repeats requests in a loop.',
    customer: 'There were many requests in a short time, so please try again in a moment.',
  },
  quota_exhausted: {
    word: 'Quota exhausted',
    title: 'Quota is used up',
    headline: (telling) => `The quota of this ${what(telling).noun} is used up.`,
    happened: (telling) =>
      `${limitPart(telling)}It is refilled ${given(amount(telling, 'refillAt'), (at) => when(at, telling.context)) || 'later'}.`,
    holder: 'Wait for the refill, or ask for a larger quota.',
    operator: 'Compare the quota with the use of the last days.',
    customer: 'The agreed number of uses is reached, so please wait for the next period or ask us for more.',
  },
} as const satisfies Record<string, ReasonText>

function words(value: number): string {
  return lengthInWords(exactDuration(value * SECOND))
}

function limitPart(telling: Telling): string {
  return given(amount(telling, 'limit'), (limit) => `The limit is ${count(limit)}. `)
}

function retryPart(telling: Telling): string {
  return given(amount(telling, 'retryAfterSeconds'), (value) => `It is accepted again in ${words(value)}.`)
}
