import { listWords } from '../../guidance/format'
import { type HolderTexts, holderText, type Told } from '../../guidance/words'

/** Gates E and F: the right token in the wrong place, or for more than it was granted. */
export const PLACE_TEXTS = {
  wrong_audience: {
    person: holderText(
      'This sign-in is for another service',
      ({ application }) => `Your sign-in is good, but it was not made at ${application}.`,
      ({ application }) => `Sign in at ${application}.`,
    ),
    developer: holderText(
      'The key is for another service',
      ({ application }) => `This key was not issued for ${application}.`,
      ({ application }) => `Use a key of ${application}, and check the address your program calls.`,
    ),
  },
  wrong_kind: {
    person: holderText(
      'Something else is needed here',
      ({ application }) => `${application} expects another kind of sign-in at this address.`,
      'Sign in again the usual way.',
    ),
    developer: holderText(
      'Another kind is needed here',
      'What was sent is good, but this address expects another kind: an API key instead of a session, or the reverse.',
      'Send the kind that this address expects.',
    ),
  },
  binding_mismatch: {
    person: holderText(
      'Your sign-in came from elsewhere',
      'This session was made on another device or network than the one it came from now.',
      'Sign in again on this device. If you see activity that was not yours, change your password.',
    ),
    developer: holderText(
      'The key came from elsewhere',
      'This key is bound to a device, a certificate or a network, and that was not there.',
      'Use it where it was set up, or create a key for the new place.',
    ),
  },
  address_not_allowed: {
    person: holderText(
      'Not from this network',
      'Your sign-in may not be used from the network you are in now.',
      'Try again from the usual network, or ask your administrator.',
    ),
    developer: holderText(
      'The address is not allowed',
      'This key may be used from certain addresses only, and the request came from another one.',
      'Call from one of those addresses, or ask whoever looks after the key to add this one.',
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
      (told) => `The key is good, but it was not granted ${missing(told, 'en-GB')}.`,
      'Use a key that was granted it, or have a new one created. A key cannot be changed afterwards.',
    ),
  },
  role_not_permitted: {
    person: holderText(
      'Your role does not include this',
      'You are signed in, but your role does not include this action.',
      'Ask your administrator for a role that does.',
    ),
    developer: holderText(
      'The owner’s role does not include this',
      'The key is good, but the role of its owner does not include this request.',
      'Ask your administrator for a role that does.',
    ),
  },
  not_on_access_list: {
    person: holderText(
      'This was not shared with you',
      'You are signed in, but this item is open to certain people only.',
      'Ask whoever gave you the link to share it with you.',
    ),
    developer: holderText(
      'Not on the access list',
      'The key is good, but its owner is not on the access list of what was asked for.',
      'Ask whoever keeps that list to add the owner.',
    ),
  },
  grant_expired: {
    person: holderText(
      'Your temporary access is over',
      'You are signed in, but you had been given access for a limited time, and that is over.',
      'If you still need it, ask whoever gave it to you.',
    ),
    developer: holderText(
      'The temporary access is over',
      'The key is good, but it had been given access for a limited time, and that is over.',
      'If the program still needs it, ask whoever gave it.',
    ),
  },
  step_up_required: {
    person: holderText(
      'Please confirm that it is you',
      'This action needs a fresh or stronger sign-in. Nothing is wrong with your session.',
      'Sign in once more and repeat what you were doing.',
    ),
    developer: holderText(
      'A person has to confirm this',
      'This request needs a fresh or stronger sign-in than the one behind it.',
      'Have the person sign in once more, then repeat the request.',
    ),
  },
} as const satisfies Record<string, HolderTexts>

function missing({ missingScopes }: Told, tag: string): string {
  if (missingScopes.length === 0) return 'what this request needs'
  return `${missingScopes.length === 1 ? 'the scope' : 'the scopes'} ${listWords(missingScopes, tag)}`
}
