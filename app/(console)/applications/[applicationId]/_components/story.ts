import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import type { ApplicationStory } from '@/lib/queries/applications'
import { readApplicationDetail } from '@/lib/services/applications/read'
import type { Context } from '@/lib/services/context'
import { toRow } from '../../../_credential/rows'

/** An application with all that belongs to it, worded on the server. Errors: `not_found`. */
export async function readApplicationStory(context: Context, applicationId: string): Promise<ApplicationStory> {
  const detail = await readApplicationDetail(context, { applicationId })
  return {
    ...detail,
    serviceKeys: detail.serviceKeys.map(toRow),
    refusals: detail.refusals.map((each) => ({ ...each, word: REASON_TEXTS[each.reason].word })),
  }
}
