import type { PublicCode } from '@/lib/core/reasons'
import { type HolderTexts, holderText } from '../../guidance/words'

/** All that is told where the reason is not for the reader: the same words whatever the reason was. */
export const CODES: Readonly<Record<PublicCode, HolderTexts>> = {
  invalid_token: {
    person: holderText(
      'You need to sign in again',
      ({ application }) => `Your sign-in at ${application} is no longer accepted. It may have ended or be incomplete.`,
      ({ application }) => `Sign in again. If that does not help, send the reference to the support of ${application}.`,
    ),
    developer: holderText(
      'The key is not accepted',
      ({ application }) => `${application} does not accept this key. It may have ended or be incomplete.`,
      'Check that your program sends the whole key. If it does, create a new one, or quote the reference to support.',
    ),
  },
  insufficient_scope: {
    person: holderText(
      'You may not do this yet',
      'You are signed in, but your access does not include this action.',
      'Ask your administrator for it.',
    ),
    developer: holderText(
      'The key does not include this action',
      'The key is good, but what it was granted does not include this request.',
      'Use a key that includes it, or ask your administrator for one.',
    ),
  },
  insufficient_user_authentication: {
    person: holderText(
      'Please confirm that it is you',
      'This action needs a fresh or stronger sign-in.',
      'Sign in once more and repeat what you were doing.',
    ),
    developer: holderText(
      'A person has to confirm this',
      'This request needs a fresh or stronger sign-in than the one behind it.',
      'Have the person sign in once more, then repeat the request.',
    ),
  },
  invalid_dpop_proof: {
    person: holderText('Please try again', 'The request reached us twice and was accepted once.', 'Try again.'),
    developer: holderText(
      'The proof was not accepted',
      'The proof sent with this request was used before or does not fit it.',
      'Make a new proof for every request, then try again.',
    ),
  },
  rate_limited: {
    person: holderText(
      'Too many requests at once',
      'There were many requests in a short time.',
      'Wait a moment and try again. You are still signed in.',
    ),
    developer: holderText(
      'Too many requests',
      'This key was used more often than it may be. The key itself is good.',
      'Wait, then send fewer requests at a time.',
    ),
  },
  verifier_unavailable: {
    person: holderText(
      'We could not check your sign-in',
      'This was a fault on our side, and you are still signed in.',
      'Try again in a few minutes.',
    ),
    developer: holderText(
      'The key could not be checked',
      'This was a fault on our side and says nothing about the key.',
      'Try again in a few minutes.',
    ),
  },
}
