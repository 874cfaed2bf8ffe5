import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Gate D: limits that were reached, and conditions that pass. */
export const TIME_TEXTS = {
  expired: {
    person: holderText(
      'Your session has ended',
      (told) => `A sign-in at ${told.application} lasts ${longest(told)}, and this one has reached its end.`,
      'Sign in again.',
    ),
    developer: holderText(
      'The key has reached its end',
      (told) =>
        told.limitSeconds === null
          ? 'This key was issued with an end date, and that has passed.'
          : `A key of ${told.application} lasts ${longest(told)}, and this one has reached its end.`,
      'Create a new key and put it in place of this one.',
    ),
  },
  idle: {
    person: holderText(
      'You were away for a while',
      (told) => `You were signed out because there was no activity ${awhile(told)}.`,
      'Sign in again.',
    ),
    developer: holderText(
      'The key was not used in time',
      (told) => `This key ended because it was not used ${awhile(told)}.`,
      'Create a new key, and let the program use it more often than that.',
    ),
  },
  rotation_overdue: {
    person: holderText(
      'Your session has to be renewed',
      ({ application }) => `This session is older than ${application} accepts.`,
      'Sign in again.',
    ),
    developer: holderText(
      'The key has to be replaced',
      (told) => `Keys of ${told.application} have to be replaced ${regularly(told)}, and this one is overdue.`,
      'Create its successor and put it in place of this key.',
    ),
  },
  suspended: {
    person: holderText(
      'Your session is paused',
      (told) => `This session is paused ${pauseEnd(told)}. It has not ended.`,
      ({ application }) => `If you do not know why, ask the support of ${application}.`,
    ),
    developer: holderText(
      'The key is paused',
      (told) => `This key is paused ${pauseEnd(told)}. It does not have to be replaced.`,
      ({ application }) => `If you do not know why, ask the support of ${application}.`,
    ),
  },
  not_yet_valid: {
    person: holderText('It is too early', (told) => `This sign-in is accepted ${start(told)}.`, 'Come back then.'),
    developer: holderText(
      'The key is not valid yet',
      (told) => `This key is accepted ${start(told)}.`,
      'Wait until then, and check the clock of the machine that sends it.',
    ),
  },
  clock_skew: {
    person: holderText(
      'A clock is wrong on our side',
      ({ application }) => `The clock of a server of ${application} is too far off to check your sign-in.`,
      'Try again in a few minutes. You did nothing wrong and are still signed in.',
    ),
    developer: holderText(
      'A clock is too far off',
      'The clock of the machine that asked differs too much from ours. The key itself is good.',
      'Set that machine’s clock by a time server, then try again.',
    ),
  },
} as const satisfies Record<string, HolderTexts>

function longest({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'for a limited time' : `${length(limitSeconds)} at most`
}

function awhile({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'for a while' : `for ${length(limitSeconds)}`
}

function regularly({ limitSeconds, length }: Told): string {
  return limitSeconds === null ? 'from time to time' : `every ${length(limitSeconds)}`
}

function pauseEnd({ until, instant }: Told): string {
  return until === null ? 'until somebody resumes it' : `until ${instant(until)}`
}

function start({ startsAt, instant }: Told): string {
  return startsAt === null ? 'later' : `from ${instant(startsAt)}`
}
