import { CAUSES, type Cause } from '@/lib/core/credential'
import { CAUSE_TEXTS } from '../causes'
import type { ReasonText } from '../reason-text'
import { amount, awayInWords, byActor, given, instant, noteSentence, type Telling, text, what, when } from '../telling'

/** Gate C: texts for what was ended on purpose, replaced or switched off. */
export const ENDED_TEXTS = {
  revoked: {
    word: 'Revoked',
    title: 'Ended on purpose',
    headline: (telling) =>
      `This ${what(telling).noun} was revoked${byActor(telling)}${given(telling.since, (at) => ` ${awayInWords(at, telling.context)}`)}.`,
    happened: (telling) =>
      `${endedAt(telling)}${cutoffSentence(telling)} ${causeSentence(telling)}${noteSentence(telling)}`,
    holder: (telling) => what(telling).renewal,
    operator: 'Read the cause and the note. What has ended stays ended; if that was a mistake, have a new one issued.',
    customer: (telling) => CAUSE_TEXTS[telling.cause ?? 'unspecified'].customer(what(telling)),
  },
  superseded: {
    word: 'Superseded',
    title: 'Replaced by its successor',
    headline: (telling) => `This ${what(telling).noun} was replaced by its successor.`,
    happened: (telling) =>
      `It was accepted in overlap until ${overlapEnd(telling)}${given(text(telling, 'successorId'), (id) => `; its successor is ${id}`)}.`,
    holder: (telling) => `Use the newer ${what(telling).noun}.`,
    operator: 'Find where the old token is still in use: address and device of this refusal point to it.',
    customer: (telling) => `Your ${what(telling).noun} was replaced by a newer one, so please use that one.`,
  },
  replayed: {
    word: 'Replayed',
    title: 'Presented again after replacement',
    headline: (telling) => `This ${what(telling).noun} was presented again after it had been replaced.`,
    happened: (telling) => `${endedAt(telling)} Its whole family was ended, because two holders may have a copy.`,
    holder: (telling) => what(telling).renewal,
    operator: 'Compare both uses: time, address and device. Treat it as theft until they are explained.',
    customer: (telling) =>
      `We ended your ${what(telling).noun} because an older copy of it was used, so ${what(telling).plea}.`,
  },
  consumed: {
    word: 'Consumed',
    title: 'One-time token already used',
    headline: (telling) => `This ${what(telling).noun} was already used.`,
    happened: (telling) =>
      `It serves once${given(telling.since, (at) => ` and was used ${when(at, telling.context)}`)}.`,
    holder: (telling) => what(telling).renewal,
    operator: 'Check where it was used first: mail scanners open links, too.',
    customer: (telling) => `Your ${what(telling).noun} was already used, so ${what(telling).plea}.`,
  },
  subject_disabled: {
    word: 'Disabled',
    title: 'Person or service disabled',
    headline: (telling) => `Access of ${telling.context.subjectName ?? 'its person or service'} is disabled.`,
    happened: (telling) =>
      `${disabledSince(telling)} Everything of theirs is refused until then.${noteSentence(telling)}`,
    holder: 'Ask an administrator to enable access again.',
    operator: 'Read the note. Enabling again makes what has not ended meanwhile active again.',
    customer: 'Your access is switched off at the moment, so please contact our support team.',
  },
  application_disabled: {
    word: 'Application disabled',
    title: 'Its application is disabled',
    headline: (telling) => `${telling.context.applicationName ?? 'The application'} is disabled.`,
    happened: (telling) =>
      `${disabledSince(telling)} All its credentials are refused until then.${noteSentence(telling)}`,
    holder: 'Wait until the application is enabled again.',
    operator: 'Read the note, and ask who disabled the application whether that still stands.',
    customer: 'This service is switched off at the moment, so please try again later.',
  },
} as const satisfies Record<string, ReasonText>

function endedAt({ since, context }: Telling): string {
  return since === null ? 'It has ended.' : `It ended ${when(since, context)}.`
}

function overlapEnd(telling: Telling): string {
  const end = amount(telling, 'overlapUntil') ?? telling.since
  return end === null ? 'its end' : instant(end, telling.context)
}

function disabledSince(telling: Telling): string {
  const since = given(telling.since, (at) => ` ${when(at, telling.context)}`)
  const until = amount(telling, 'until')
  const end = until === null ? 'until enabled again' : `until ${instant(until, telling.context)}`
  return `It was disabled${since}${byActor(telling)}, ${end}.`
}

const CUTOFF_SCOPES: Readonly<Record<string, string>> = {
  subject: 'of this person or service',
  application: 'of this application',
  installation: 'of the whole installation',
}

function cutoffSentence(telling: Telling): string {
  const scope = CUTOFF_SCOPES[text(telling, 'cutoffScope') ?? '']
  return scope === undefined ? '' : ` A cutoff ended everything ${scope} that had signed in by then.`
}

/** The cause of a cutoff says more than the word cutoff. */
function causeSentence(telling: Telling): string {
  const cause = causeOf(text(telling, 'cutoffCause')) ?? telling.cause ?? 'unspecified'
  return cause === 'unspecified' ? 'No cause was given.' : `Cause: ${CAUSE_TEXTS[cause].label.toLowerCase()}.`
}

function causeOf(name: string | null): Cause | null {
  return CAUSES.find((cause) => cause === name) ?? null
}
