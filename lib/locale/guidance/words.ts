import type { Cause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { PublicCode, Reason } from '@/lib/core/reasons'
import type { MailWords } from './mail-words'
import type { PageWords } from './page-words'

/** Who is spoken to: somebody with a session, or whoever looks after a key. */
export const HOLDERS = ['person', 'developer'] as const
export type Holder = (typeof HOLDERS)[number]

/** What a holder's text may draw on. Nothing here names a person, an address, an operator or a policy. */
export interface Told {
  /** The application's name, as its people know it. */
  readonly application: string
  readonly limitSeconds: number | null
  /** Until when it is held back; null for "until somebody lifts it". */
  readonly until: Instant | null
  readonly startsAt: Instant | null
  readonly retryAfterSeconds: number | null
  /** Scopes that were asked for and not granted. */
  readonly missingScopes: readonly string[]
  /** "30 minutes", in the language of the text. */
  readonly length: (seconds: number) => string
  /** "3 May 2026 at 14:02 CEST", in the reader's zone. */
  readonly instant: (at: Instant) => string
}

export type HolderLine = string | ((told: Told) => string)

/** What one holder is told of one reason. */
export interface HolderText {
  /** Two to six words. */
  readonly title: string
  /** What happened: plain, specific, without blame. */
  readonly happened: HolderLine
  /** What to do now. */
  readonly next: HolderLine
}

export type HolderTexts = Readonly<Record<Holder, HolderText>>

/** What the one button does: the words are the language's, where it leads is the application's. */
export const GUIDANCE_ACTIONS = ['sign_in', 'open_application', 'try_again'] as const
export type GuidanceAction = (typeof GUIDANCE_ACTIONS)[number]

/** Everything a language has to say to people outside the console. */
export interface GuidanceWords {
  /** The language's own name, for the switch. */
  readonly name: string
  /** For numbers, dates and lengths: a BCP 47 tag with a region. */
  readonly tag: string
  /** `revoked` is told by its cause. */
  readonly reasons: Readonly<Record<Exclude<Reason, 'revoked'>, HolderTexts>>
  readonly causes: Readonly<Record<Cause, HolderTexts>>
  /** All that is told where the reason is not for the reader. */
  readonly codes: Readonly<Record<PublicCode, HolderTexts>>
  readonly actions: Readonly<Record<GuidanceAction, (application: string) => string>>
  readonly page: PageWords
  readonly mails: MailWords
}

/** A text in the order it is read. */
export function holderText(title: string, happened: HolderLine, next: HolderLine): HolderText {
  return { title, happened, next }
}
