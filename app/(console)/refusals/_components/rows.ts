import { deviceOf } from '@/lib/format/device'
import { REASON_TEXTS } from '@/lib/locale/en/reasons'
import type { RefusalRowPage } from '@/lib/queries/refusals'
import type { Context } from '@/lib/services/context'
import { listRefusals } from '@/lib/services/refusals/list'

/** A page of refusals, worded on the server: the browser gets neither the catalogue nor the user agent parser. */
export async function readRefusalRows(
  context: Context,
  input: Parameters<typeof listRefusals>[1],
): Promise<RefusalRowPage> {
  const page = await listRefusals(context, input)
  const items = page.items.map((refusal) => ({
    ...refusal,
    device: deviceOf(refusal.userAgent),
    word: REASON_TEXTS[refusal.reason].word,
  }))
  return { ...page, items }
}
