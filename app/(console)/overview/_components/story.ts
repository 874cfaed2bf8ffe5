import { reasonFacts } from '@/lib/core/reasons'
import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import type { OverviewStory } from '@/lib/queries/overview'
import type { Context } from '@/lib/services/context'
import { readOverview } from '@/lib/services/overview/read'

/** The overview, worded on the server: the browser does not get the catalogue. */
export async function readOverviewStory(context: Context): Promise<OverviewStory> {
  const overview = await readOverview(context, {})
  const reasons = overview.refusals.reasons.map((each) => ({
    ...each,
    word: REASON_TEXTS[each.reason].word,
    alarming: reasonFacts(each.reason).severity === 'alarm',
  }))
  const surgeWord = overview.surge === null ? null : REASON_TEXTS[overview.surge.reason.of].word.toLowerCase()
  return { ...overview, refusals: { ...overview.refusals, reasons }, surgeWord }
}
