import { ITEM_OUTCOMES } from '@/lib/core/act'
import type { ActItemRowPage, ShownOutcome } from '@/lib/queries/acts'
import { listActItems } from '@/lib/services/acts/list-items'
import type { Context } from '@/lib/services/context'
import { toRow } from '../_credential/rows'

/** A page of what became of an act's credentials, worded on the server. */
export async function readActItemRows(
  context: Context,
  actId: string,
  outcome: ShownOutcome | null,
  cursor: string | null,
): Promise<ActItemRowPage> {
  const page = await listActItems(context, {
    actId,
    ...(outcome !== null && { outcome }),
    ...(cursor !== null && { cursor }),
  })
  const items = page.items.map((item) => ({ ...item, id: item.credential.id, credential: toRow(item.credential) }))
  return { ...page, items }
}

/** An outcome as the URL of a list names it; null is all. */
export function shownOutcome(text: string | null): ShownOutcome | null {
  return [...ITEM_OUTCOMES, 'waiting' as const].find((outcome) => outcome === text) ?? null
}
