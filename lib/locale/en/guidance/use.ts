import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Gate G, and failures of Assay itself, which are never blamed on the token. */
export const USE_TEXTS = {
  nonce_replayed: {
    person: holderText(
      'The request arrived twice',
      'The same request reached us twice and was accepted once.',
      'Look whether it was done already. If not, try again.',
    ),
    developer: holderText(
      'The proof was used before',
      'The proof sent with this request had been used for an earlier one.',
      'Make a new proof for every request, also when repeating one.',
    ),
  },
  rate_limited: {
    person: holderText(
      'Too many requests at once',
      'There were many requests in a short time. You are still signed in.',
      (told) => `Wait ${pause(told)} and try again.`,
    ),
    developer: holderText(
      'Too many requests',
      'This key was used more often than it may be. The key itself is good.',
      (told) => `Wait ${pause(told)}, then send fewer requests at a time.`,
    ),
  },
  quota_exhausted: {
    person: holderText(
      'The agreed amount is used up',
      'You have used as much as was agreed for this period. You are still signed in.',
      ({ application }) => `Wait for the next period, or ask ${application} for more.`,
    ),
    developer: holderText(
      'The quota is used up',
      'This key has used as much as was agreed for this period. The key itself is good.',
      ({ application }) => `Wait for the next period, or ask ${application} for more.`,
    ),
  },
  verifier_misconfigured: unjudged(),
  verifier_unavailable: unjudged(),
} as const satisfies Record<string, HolderTexts>

function unjudged(): HolderTexts {
  return {
    person: holderText(
      'We could not check your sign-in',
      'This was a fault on our side. You are still signed in, and nothing is lost.',
      'Try again in a few minutes.',
    ),
    developer: holderText(
      'The key could not be checked',
      'This was a fault on our side and says nothing about the key.',
      'Try again in a few minutes. The key does not have to be changed.',
    ),
  }
}

function pause({ retryAfterSeconds, length }: Told): string {
  return retryAfterSeconds === null ? 'a moment' : length(retryAfterSeconds)
}
