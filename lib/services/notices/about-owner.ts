import type { Instant } from '@/lib/core/instant'
import type { Language } from '@/lib/locale/languages'

/** In whose name and in which words a mail to an owner is written. */
export interface AboutOwner {
  readonly application: string
  readonly language: Language
  readonly signInUrl: string | null
  readonly zone: string
  readonly instant: (at: Instant) => string
}
