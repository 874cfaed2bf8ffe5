import type { ReasonText } from '../reason-text'
import { text, what } from '../telling'

/** Failures of Assay itself: never blamed on the token. */
export const SYSTEM_TEXTS = {
  verifier_misconfigured: {
    word: 'Misconfigured',
    title: 'Assay lacks a registered secret',
    headline: 'Assay could not judge this token: one of its own secrets is missing here.',
    happened: (telling) =>
      `This process has no secret for ${text(telling, 'which') ?? 'a registered id'}, so nothing was said about the token.`,
    holder: 'Nothing: the token was not judged. Try again later.',
    operator: (telling) =>
      `Give every process the secret registered as ${text(telling, 'which') ?? 'the one named in its log'}, and start it again.`,
    customer: (telling) =>
      `We could not check your ${what(telling).noun} because of a fault on our side, so please try again in a few minutes.`,
  },
  verifier_unavailable: {
    word: 'Unavailable',
    title: 'Assay could not reach its records',
    headline: 'Assay could not judge this token: its records could not be reached.',
    happened: (telling) =>
      `What could not be reached: ${text(telling, 'which') ?? 'store'}. Nothing was said about the token.`,
    holder: 'Nothing: the token was not judged. Try again in a moment.',
    operator: 'Check the database and the way to it. Tokens are judged again by themselves as soon as it answers.',
    customer: (telling) =>
      `We could not check your ${what(telling).noun} because of a fault on our side, so please try again in a few minutes.`,
  },
} as const satisfies Record<string, ReasonText>
