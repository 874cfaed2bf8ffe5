import { KINDS } from '@/lib/core/credential'
import { KIND_TEXTS, type KindText, TOKEN_TEXT } from '../kinds'
import type { ReasonText } from '../reason-text'
import { given, list, type Telling, text, what } from '../telling'

/** Gate E: texts for the right token in the wrong place. */
export const PLACE_TEXTS = {
  wrong_audience: {
    word: 'Wrong audience',
    title: 'Valid for another application',
    headline: (telling) =>
      `This ${what(telling).noun} belongs to ${text(telling, 'audience') ?? 'another application'}.`,
    happened: (telling) =>
      `It was presented to ${text(telling, 'expected') ?? 'an application that did not issue it'}, which does not accept it.`,
    holder: (telling) => `Use ${what(telling).one} issued for the application that is called.`,
    operator: 'Check which application the caller means to reach and whose token it was given.',
    customer: (telling) =>
      `Your ${what(telling).noun} belongs to another of our services, so ${what(telling).plea} for this one.`,
  },
  wrong_kind: {
    word: 'Wrong kind',
    title: 'Another kind was expected',
    headline: (telling) =>
      `${capital(kind(telling, 'kind').one)} was presented where ${kind(telling, 'expected').one} is expected.`,
    happened: (telling) => `Nothing else is wrong with the ${kind(telling, 'kind').noun}.`,
    holder: (telling) => `Use ${kind(telling, 'expected').one} here.`,
    operator: 'Check how the caller picks the token: a browser cookie may have been sent to an API, or the reverse.',
    customer: (telling) => `This request needs ${kind(telling, 'expected').one}, so please use one instead.`,
  },
  binding_mismatch: {
    word: 'Binding mismatch',
    title: 'Differs from what bound it',
    headline: (telling) => `This ${what(telling).noun} is bound to something that was not presented with it.`,
    happened: (telling) =>
      `It is bound to ${text(telling, 'bound') ?? 'a value'}; ${text(telling, 'seen') ?? 'another value'} was seen.`,
    holder: (telling) => what(telling).renewal,
    operator: 'Compare both values: a moved device is common, a foreign one is theft.',
    customer: (telling) => `Your ${what(telling).noun} was used from a new place, so ${what(telling).plea}.`,
  },
  address_not_allowed: {
    word: 'Address not allowed',
    title: 'Address is not allowed',
    headline: (telling) =>
      text(telling, 'address') === null
        ? `This ${what(telling).noun} has an address list, and no address was reported.`
        : `This ${what(telling).noun} may not be used from ${text(telling, 'address')}.`,
    happened: (telling) =>
      `Its list allows ${joined(list(telling, 'allowed')) || 'other addresses only'}.${unreported(telling)}`,
    holder: (telling) =>
      text(telling, 'address') === null
        ? `Call through an application that reports where its requests come from.`
        : 'Call from an address of the list, or have the list extended.',
    operator: (telling) =>
      text(telling, 'address') === null
        ? 'Check that the application reports the address of its caller when it verifies.'
        : 'Check whether the address is one of the holder, then extend the list.',
    customer: (telling) =>
      `Your ${what(telling).noun} is limited to certain addresses, so please contact our support team.`,
  },
} as const satisfies Record<string, ReasonText>

function kind(telling: Telling, name: 'kind' | 'expected'): KindText {
  const known = KINDS.find((each) => each === text(telling, name))
  return known === undefined ? TOKEN_TEXT : KIND_TEXTS[known]
}

function unreported(telling: Telling): string {
  return text(telling, 'address') === null ? ' The application that asked did not say where the request came from.' : ''
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function joined(values: readonly string[]): string {
  return given(values.length === 0 ? null : values, (all) => all.join(', '))
}
