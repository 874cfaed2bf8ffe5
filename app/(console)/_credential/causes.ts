import { STATABLE_CAUSES } from '@/lib/core/credential'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'

/** The causes an operator may state, as a field of choices. */
export const CAUSE_OPTIONS = STATABLE_CAUSES.map((cause) => ({
  value: cause,
  label: CAUSE_TEXTS[cause].label,
  hint: CAUSE_TEXTS[cause].meaning,
}))
