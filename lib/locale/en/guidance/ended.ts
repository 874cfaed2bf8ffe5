import { type HolderTexts, holderText } from '../../guidance/words'

/**
 * Gates A and B are told alike: whoever made a token up must not learn how close it came. What may be read off the token
 * itself its developer finds in the application's log.
 */
const UNRECOGNISED: HolderTexts = {
  person: holderText(
    'Your sign-in was not recognised',
    ({ application }) => `What was sent to show that you are signed in at ${application} may be incomplete or too old.`,
    'Sign in again. If this comes back, remove the cookies of this site and try once more.',
  ),
  developer: holderText(
    'The key was not recognised',
    ({ application }) =>
      `What was sent is not a key that ${application} can accept. It may be incomplete, changed while being copied, or meant for another environment.`,
    'Copy the key again, from its first to its last character. If that does not help, create a new one.',
  ),
}

export const UNRECOGNISED_TEXTS = {
  malformed: UNRECOGNISED,
  wrong_environment: UNRECOGNISED,
  mistyped: UNRECOGNISED,
  forged: UNRECOGNISED,
  tampered: UNRECOGNISED,
  unknown: UNRECOGNISED,
  mismatch: UNRECOGNISED,
} as const

/** Gate C: ended for another reason than on purpose. */
export const ENDED_TEXTS = {
  superseded: {
    person: holderText(
      'A newer sign-in took over',
      'This session was renewed, and the older copy of it is no longer accepted.',
      'Reload the page. If that does not help, sign in again.',
    ),
    developer: holderText(
      'The key was replaced',
      'This key was replaced by a newer one, and the time in which both were accepted is over.',
      'Put the newer key in place of this one, wherever the program keeps it.',
    ),
  },
  replayed: {
    person: holderText(
      'You were signed out to protect you',
      'A copy of this session was used that had already been replaced. Somebody else may have it, so the session was ended.',
      'Sign in again. If you see activity that was not yours, change your password.',
    ),
    developer: holderText(
      'The key was ended to protect you',
      'A copy of this key was used that had already been replaced. Somebody else may have it, so all copies were ended.',
      'Create a new key, and find where the older copy is still kept.',
    ),
  },
  consumed: {
    person: holderText(
      'This link was already used',
      'A link like this works once. It may have been opened before, also by a program that checks your mail.',
      'Ask for a new link and open it soon.',
    ),
    developer: holderText(
      'Already used once',
      'What was sent works once and was used before.',
      'Ask for a new one for every use.',
    ),
  },
  subject_disabled: {
    person: holderText(
      'Your access is switched off',
      ({ application }) => `Your account at ${application} is switched off at the moment.`,
      ({ application }) =>
        `Ask the support of ${application}, or your administrator, when it will be switched on again.`,
    ),
    developer: holderText(
      'The key’s owner is switched off',
      'The person or service this key belongs to is switched off at the moment.',
      'Ask your administrator. The key works again as soon as its owner does.',
    ),
  },
  application_disabled: {
    person: holderText(
      'This service is switched off',
      ({ application }) => `${application} is switched off at the moment, for everybody.`,
      'Try again later.',
    ),
    developer: holderText(
      'This service is switched off',
      ({ application }) => `${application} is switched off at the moment and accepts no keys.`,
      'Try again later. The key does not have to be changed.',
    ),
  },
} as const satisfies Record<string, HolderTexts>
