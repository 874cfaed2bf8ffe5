import type { Reason } from '@/lib/core/reasons'
import type { ReasonText } from './reason-text'
import { AUTHORITY_TEXTS } from './reasons/authority'
import { ENDED_TEXTS } from './reasons/ended'
import { ORIGIN_TEXTS } from './reasons/origin'
import { PLACE_TEXTS } from './reasons/place'
import { SHAPE_TEXTS } from './reasons/shape'
import { SYSTEM_TEXTS } from './reasons/system'
import { TIME_TEXTS } from './reasons/time'
import { USE_TEXTS } from './reasons/use'

/** The words for every reason of the catalogue. A reason without all of its parts does not compile. */
export const REASON_TEXTS: Readonly<Record<Reason, ReasonText>> = {
  ...SHAPE_TEXTS,
  ...ORIGIN_TEXTS,
  ...ENDED_TEXTS,
  ...TIME_TEXTS,
  ...PLACE_TEXTS,
  ...AUTHORITY_TEXTS,
  ...USE_TEXTS,
  ...SYSTEM_TEXTS,
}
