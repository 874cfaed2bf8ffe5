import type { Environment } from '@/lib/core/credential'
import type { ReasonText } from '../reason-text'
import { amount, given, type Telling, text, what } from '../telling'

/** Gate A: texts for what the presented string alone gives away. */
export const SHAPE_TEXTS = {
  malformed: {
    word: 'Malformed',
    title: 'Not shaped like our tokens',
    headline: 'What was presented is not one of our tokens.',
    happened: (telling) => {
      const length = given(amount(telling, 'length'), (characters) => `It is ${characters} characters long`)
      const prefix = given(text(telling, 'looksLike'), (begin) => ` and begins with “${begin}”`)
      return `${length || 'It has another shape'}${prefix}; ours begin with “asy_live_” or “asy_test_”.`
    },
    holder: 'Send the whole token as it was issued, and nothing else.',
    operator: (telling) =>
      text(telling, 'looksLike') === null
        ? 'Check which value the caller sends: an empty variable or another header is the usual cause.'
        : 'Check which value the caller sends: the secret of another service may stand in its place.',
    customer: 'We did not receive a valid token with your request, so please sign in again or check your API key.',
  },
  wrong_environment: {
    word: 'Wrong environment',
    title: 'Issued for the other environment',
    headline: (telling) => `This ${what(telling).noun} was issued for the ${environment(telling)} environment.`,
    happened: (telling) => `It was presented where only ${other(telling)} tokens are accepted.`,
    holder: (telling) => `Use ${what(telling).one} issued for the ${other(telling)} environment.`,
    operator: 'Check the settings of the calling application: the tokens of both environments may have been exchanged.',
    customer: (telling) =>
      `The ${what(telling).noun} belongs to our ${environment(telling)} environment, so please use one for the ${other(telling)} environment.`,
  },
  mistyped: {
    word: 'Mistyped',
    title: 'Changed or cut while copied',
    headline: (telling) =>
      text(telling, 'part') === 'length'
        ? `This ${what(telling).noun} arrived with the wrong length.`
        : `A character of this ${what(telling).noun} differs from what was issued.`,
    happened: (telling) =>
      text(telling, 'part') === 'length'
        ? `It is ours by its beginning, but ${amount(telling, 'length') ?? 'its'} characters are not a whole token.`
        : 'It is ours by its beginning and length, but its checksum does not fit the rest.',
    holder: (telling) =>
      telling.context.kind === 'session'
        ? 'Sign in again.'
        : 'Copy the token again, from its first to its last character.',
    operator:
      'Check how the caller keeps and sends the token: cut columns, line breaks and retyping are the usual causes.',
    customer: (telling) =>
      telling.context.kind === 'session'
        ? 'Your session did not reach us in full, so please sign in again.'
        : `Part of your ${what(telling).noun} did not reach us, so please copy it again from its first to its last character.`,
  },
} as const satisfies Record<string, ReasonText>

const OTHER: Readonly<Record<Environment, Environment>> = { live: 'test', test: 'live' }

function environment(telling: Telling): Environment {
  return text(telling, 'environment') === 'live' ? 'live' : 'test'
}

function other(telling: Telling): Environment {
  return OTHER[environment(telling)]
}
