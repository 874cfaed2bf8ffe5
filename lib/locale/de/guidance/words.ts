import type { GuidanceWords } from '../../guidance/words'
import { CAUSES } from './causes'
import { CODES } from './codes'
import { ENDED_TEXTS, UNRECOGNISED_TEXTS } from './ended'
import { MAILS } from './mails'
import { PAGE } from './page'
import { PLACE_TEXTS } from './place'
import { TIME_TEXTS } from './time'
import { USE_TEXTS } from './use'

/** Alles, was Menschen außerhalb der Konsole auf Deutsch gesagt wird. */
export const WORDS: GuidanceWords = {
  name: 'Deutsch',
  tag: 'de-DE',
  reasons: { ...UNRECOGNISED_TEXTS, ...ENDED_TEXTS, ...TIME_TEXTS, ...PLACE_TEXTS, ...USE_TEXTS },
  causes: CAUSES,
  codes: CODES,
  actions: {
    sign_in: () => 'Neu anmelden',
    open_application: (application) => `${application} öffnen`,
    try_again: () => 'Noch einmal versuchen',
  },
  page: PAGE,
  mails: MAILS,
}
