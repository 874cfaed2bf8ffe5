import type { Kind, SubjectType } from '@/lib/core/credential'

/** What a kind of credential is called, and what its holder does to get a new one. */
export interface KindText {
  /** As a heading or a filter: "API key". */
  readonly label: string
  /** Inside a sentence: "API key", "session". */
  readonly noun: string
  /** With its article: "an API key". */
  readonly one: string
  readonly plural: string
  /** What the holder does to carry on, as a whole sentence. */
  readonly renewal: string
  /** The same as the end of a sentence to a customer: "please sign in again". */
  readonly plea: string
}

export const KIND_TEXTS: Readonly<Record<Kind, KindText>> = {
  session: {
    label: 'Session',
    noun: 'session',
    one: 'a session',
    plural: 'sessions',
    renewal: 'Sign in again.',
    plea: 'please sign in again',
  },
  api_key: {
    label: 'API key',
    noun: 'API key',
    one: 'an API key',
    plural: 'API keys',
    renewal: 'Use a current API key, or have a new one created.',
    plea: 'please use a current API key or create a new one',
  },
  one_time: {
    label: 'One-time token',
    noun: 'one-time token',
    one: 'a one-time token',
    plural: 'one-time tokens',
    renewal: 'Ask for a new link.',
    plea: 'please ask for a new link',
  },
  certificate: {
    label: 'Certificate',
    noun: 'certificate',
    one: 'a certificate',
    plural: 'certificates',
    renewal: 'Have a new certificate issued.',
    plea: 'please request a new certificate',
  },
}

/** For a presented string whose kind is not known. */
export const TOKEN_TEXT: KindText = {
  label: 'Token',
  noun: 'token',
  one: 'a token',
  plural: 'tokens',
  renewal: 'Sign in again, or use a current API key.',
  plea: 'please sign in again or use a current API key',
}

export const SUBJECT_TYPE_LABELS: Readonly<Record<SubjectType, string>> = { person: 'Person', service: 'Service' }
