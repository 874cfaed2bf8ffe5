import type { Cause } from '@/lib/core/credential'
import type { KindText } from './kinds'

interface CauseText {
  readonly label: string
  readonly meaning: string
  /** The sentence to send to the customer whose credential ended for this. */
  readonly customer: (what: KindText) => string
}

/** Why a credential was ended on purpose, in words. */
export const CAUSE_TEXTS: Readonly<Record<Cause, CauseText>> = {
  unspecified: {
    label: 'No cause given',
    meaning: 'Ended without a stated cause.',
    customer: ({ noun, plea }) => `Your ${noun} was ended by our team, so ${plea}.`,
  },
  key_compromise: {
    label: 'Key compromise',
    meaning: 'Somebody else may know the secret.',
    customer: ({ noun, plea }) => `We ended your ${noun} to protect your data, so ${plea}.`,
  },
  secret_leaked: {
    label: 'Secret leaked',
    meaning: 'The secret was found in a public place.',
    customer: ({ noun, plea }) =>
      `Your ${noun} became visible to others and we ended it to protect your data, so ${plea}.`,
  },
  affiliation_changed: {
    label: 'Affiliation changed',
    meaning: 'The person left or moved to another team.',
    customer: ({ noun }) =>
      `Your ${noun} ended because your role changed, so please ask your administrator for access.`,
  },
  privilege_withdrawn: {
    label: 'Privilege withdrawn',
    meaning: 'The right to use it was taken back.',
    customer: ({ noun }) => `Access with your ${noun} was withdrawn, so please ask your administrator for access.`,
  },
  logged_out: {
    label: 'Signed out',
    meaning: 'Its holder signed out.',
    customer: ({ noun, plea }) => `Your ${noun} ended when you signed out, so ${plea}.`,
  },
  session_limit: {
    label: 'Too many sessions',
    meaning: 'A newer sign-in took its place under the limit of concurrent sessions.',
    customer: ({ noun, plea }) => `Your ${noun} ended because of a newer sign-in on another device, so ${plea}.`,
  },
  credential_changed: {
    label: 'Sign-in data changed',
    meaning: 'Password, passkey or second factor of its holder changed.',
    customer: ({ noun, plea }) => `Your ${noun} ended because your sign-in data changed, so ${plea}.`,
  },
  unused: {
    label: 'Unused',
    meaning: 'Not used for longer than the policy allows.',
    customer: ({ noun, plea }) => `Your ${noun} ended because it was not used for a long time, so ${plea}.`,
  },
  family_replay: {
    label: 'Replay in its family',
    meaning: 'An older token of the same family was presented again, so the whole family ended.',
    customer: ({ noun, plea }) => `We ended your ${noun} because an older copy of it was used, so ${plea}.`,
  },
  cutoff: {
    label: 'Cutoff',
    meaning: 'Everything that had signed in up to a given instant was ended at once.',
    customer: ({ noun, plea }) => `We ended your ${noun} together with others to keep your data safe, so ${plea}.`,
  },
}
