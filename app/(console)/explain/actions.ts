'use server'

import { serverAction } from '@/lib/actions/action'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { createShare } from '@/lib/services/shares/create'
import { listShares, type ShareView } from '@/lib/services/shares/list'
import { revokeShare } from '@/lib/services/shares/revoke'

/** Makes a link to an explanation; its token is in the answer and nowhere else. */
export async function share(input: Parameters<typeof createShare>[1]) {
  return sharing(input)
}

/** Ends a link at once. */
export async function unshare(input: Parameters<typeof revokeShare>[1]) {
  return unsharing(input)
}

/** The links made for one explanation. */
export async function readShares(input: Parameters<typeof listShares>[1]) {
  return reading(input)
}

const sharing = serverAction(createShare)
const unsharing = serverAction(revokeShare)
const reading = serverAction<Parameters<typeof listShares>[1], ShareView[], never>(listed)

async function listed(context: Context, input: Parameters<typeof listShares>[1]): Promise<Outcome<ShareView[], never>> {
  return { ok: true, value: await listShares(context, input) }
}
