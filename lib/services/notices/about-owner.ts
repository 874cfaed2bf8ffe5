import type { Instant } from '@/lib/core/instant'
import type { MailReader } from '@/lib/locale/guidance/mail-words'
import type { Language } from '@/lib/locale/languages'

/** In whose name and in which words a mail about a credential is written. */
export interface AboutOwner {
  /** The owner of what it speaks of, or whom a key names as its contact. */
  readonly reader: MailReader
  readonly application: string
  readonly language: Language
  readonly signInUrl: string | null
  readonly zone: string
  readonly instant: (at: Instant) => string
}
