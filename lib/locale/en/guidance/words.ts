import type { GuidanceWords } from '../../guidance/words'
import { CAUSES } from './causes'
import { CODES } from './codes'
import { ENDED_TEXTS, UNRECOGNISED_TEXTS } from './ended'
import { MAILS } from './mails'
import { PAGE } from './page'
import { PLACE_TEXTS } from './place'
import { TIME_TEXTS } from './time'
import { USE_TEXTS } from './use'

/** Everything said in English to people outside the console. */
export const WORDS: GuidanceWords = {
  name: 'English',
  tag: 'en-GB',
  reasons: { ...UNRECOGNISED_TEXTS, ...ENDED_TEXTS, ...TIME_TEXTS, ...PLACE_TEXTS, ...USE_TEXTS },
  causes: CAUSES,
  codes: CODES,
  actions: {
    sign_in: () => 'Sign in again',
    open_application: (application) => `Open ${application}`,
    try_again: () => 'Try again',
  },
  page: PAGE,
  mails: MAILS,
}
