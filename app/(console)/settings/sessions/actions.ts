'use server'

import { serverAction } from '@/lib/actions/action'
import { routes } from '@/lib/routes'
import { endOwnSessions } from '@/lib/services/operators/account/end-own-sessions'

/** Ends one other session of the operator's own, or all others. */
export async function endSessions(input: Parameters<typeof endOwnSessions>[1]) {
  return ending(input)
}

const ending = serverAction(endOwnSessions, { revalidate: () => [routes.ownSessions()] })
