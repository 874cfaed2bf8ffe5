import type { Roster } from '@/lib/queries/operators'
import type { Context } from '@/lib/services/context'
import { listInvitations } from '@/lib/services/operators/invitations/list-invitations'
import { listOperators } from '@/lib/services/operators/manage/list-operators'

/** Who operates this console, and who is to. */
export async function readRoster(context: Context, search: string): Promise<Roster> {
  const [found, invitations] = await Promise.all([listOperators(context, { search }), listInvitations(context, {})])
  return { ...found, invitations }
}
