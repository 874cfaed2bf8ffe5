import type { Cause } from '@/lib/core/credential'
import { type HolderTexts, holderText } from '../../guidance/words'

/** What the holder is told of an ending on purpose, by its cause. */
export const CAUSES: Readonly<Record<Cause, HolderTexts>> = {
  unspecified: {
    person: holderText(
      'Your session was ended',
      ({ application }) => `The team behind ${application} ended this session.`,
      ({ application }) => `Sign in again. If that does not work, ask the support of ${application}.`,
    ),
    developer: holderText(
      'The key was revoked',
      ({ application }) => `This key was revoked. It stays so: it cannot be used for ${application} again.`,
      'Create a new key and put it in place of this one. If you did not expect this, ask whoever looks after your keys.',
    ),
  },
  key_compromise: {
    person: holderText(
      'You were signed out to protect you',
      'This session was ended because somebody else may have been able to use it.',
      'Sign in again and look through your recent activity. If you see something that was not you, change your password.',
    ),
    developer: holderText(
      'The key was revoked to protect you',
      'This key was revoked because somebody else may know it.',
      'Create a new key, put it in place of this one, and check where the old one was kept.',
    ),
  },
  secret_leaked: {
    person: holderText(
      'You were signed out to protect you',
      'What kept you signed in was found in a place where others could read it, so this session was ended.',
      'Sign in again and look through your recent activity.',
    ),
    developer: holderText(
      'The key was found in public',
      'This key was found in a place where others could read it, such as a public repository, and was revoked.',
      'Create a new key, remove the old one from where it was published, and check what was done with it.',
    ),
  },
  affiliation_changed: {
    person: holderText(
      'Your access has changed',
      'This session was ended because your role or team changed.',
      'Sign in again to go on with the access you have now. If something is missing, ask your administrator.',
    ),
    developer: holderText(
      'The key was revoked',
      'This key was revoked because its owner moved to another role or team.',
      'Have a new key created for whoever looks after this program now.',
    ),
  },
  privilege_withdrawn: {
    person: holderText(
      'Your access was withdrawn',
      ({ application }) => `Your access to ${application} was taken back, and this session ended with it.`,
      'If you still need access, ask your administrator.',
    ),
    developer: holderText(
      'The key’s access was withdrawn',
      ({ application }) => `The right to use ${application} with this key was taken back.`,
      'If the program still needs access, ask the administrator who granted it.',
    ),
  },
  logged_out: {
    person: holderText(
      'You signed out',
      'This session ended when you signed out, here or on another device.',
      'Sign in again when you want to go on.',
    ),
    developer: holderText(
      'The key was handed back',
      'This key was handed back by its holder and is no longer accepted.',
      'Use another key, or create a new one.',
    ),
  },
  session_limit: {
    person: holderText(
      'You signed in on another device',
      ({ application }) =>
        `${application} keeps a limited number of sessions open, and a newer sign-in took this place.`,
      'Sign in again to go on here. If the other sign-in was not you, change your password.',
    ),
    developer: holderText(
      'A newer key took its place',
      ({ application }) => `${application} allows a limited number of keys at a time, and a newer one took this place.`,
      'Use the newer key, or have one that is no longer needed revoked.',
    ),
  },
  credential_changed: {
    person: holderText(
      'Your sign-in details changed',
      'Your password or another way in which you sign in was changed. All earlier sessions ended with that.',
      ({ application }) =>
        `Sign in with your new details. If you changed nothing, tell the support of ${application} now.`,
    ),
    developer: holderText(
      'The owner’s sign-in details changed',
      'The sign-in details of this key’s owner changed, and the key was revoked with that.',
      'Create a new key and put it in place of this one.',
    ),
  },
  unused: {
    person: holderText(
      'This session was not used for long',
      ({ application }) => `This session was not used for longer than ${application} keeps one.`,
      'Sign in again.',
    ),
    developer: holderText(
      'The key was not used for long',
      ({ application }) => `This key was not used for longer than ${application} keeps one, and was revoked.`,
      'If the program is still needed, create a new key for it.',
    ),
  },
  family_replay: {
    person: holderText(
      'You were signed out to protect you',
      'An older copy of this session was used, which can mean that somebody else has it. The session was ended.',
      'Sign in again. If you see activity that was not yours, change your password.',
    ),
    developer: holderText(
      'The key was revoked to protect you',
      'An older copy of this key was used after it had been replaced, so all copies were revoked.',
      'Create a new key, and find where the older copy is still kept.',
    ),
  },
  cutoff: {
    person: holderText(
      'Earlier sessions were ended together',
      'All sessions that had begun before a certain moment were ended at once. It was not about you alone.',
      'Sign in again.',
    ),
    developer: holderText(
      'Earlier keys were ended together',
      'All keys that had been issued before a certain moment were ended at once. It was not about this key alone.',
      'Create a new key and put it in place of this one.',
    ),
  },
}
