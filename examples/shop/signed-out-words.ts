import { CART_DAYS } from './store'

/** The words around a reference. */
export interface ErrorLabels {
  readonly reference: string
  readonly quote: string
  readonly more: string
  readonly report: string
}

interface SignedOutWords extends ErrorLabels {
  readonly title: string
  /** For a browser that names no language: nothing was asked of Assay then. */
  readonly plain: string
  readonly cart: string
  readonly signIn: string
}

const ENGLISH: SignedOutWords = {
  title: 'You are signed out',
  plain: 'Your sign-in is no longer valid.',
  cart: `Your cart is kept for ${CART_DAYS} days: sign in and go on.`,
  signIn: 'Sign in again',
  reference: 'Reference',
  quote: 'Tell us this reference if it happens again.',
  more: 'Why was I signed out?',
  report: 'Report a problem',
}

const GERMAN: SignedOutWords = {
  title: 'Sie sind abgemeldet',
  plain: 'Ihre Anmeldung gilt nicht mehr.',
  cart: `Ihr Warenkorb bleibt ${CART_DAYS} Tage erhalten: Melden Sie sich an und machen Sie weiter.`,
  signIn: 'Neu anmelden',
  reference: 'Referenz',
  quote: 'Nennen Sie uns diese Referenz, wenn es wieder vorkommt.',
  more: 'Warum wurde ich abgemeldet?',
  report: 'Problem melden',
}

/** The shop's own words in the language that Assay's are in. */
export function signedOutWords(language: string): SignedOutWords {
  return language === 'de' ? GERMAN : ENGLISH
}
