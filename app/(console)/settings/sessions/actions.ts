'use server'

import { serverAction } from '@/lib/actions/action'
import { routes } from '@/lib/routes'
import { endOwnSessions } from '@/lib/services/operators/account/end-own-sessions'
import { dismissDevice } from '@/lib/services/operators/devices/new-devices'

/** Ends one other session of the operator's own, or all others. */
export async function endSessions(input: Parameters<typeof endOwnSessions>[1]) {
  return ending(input)
}

/** Notes that the operator knows a device. */
export async function knowDevice(input: Parameters<typeof dismissDevice>[1]) {
  return knowing(input)
}

const knowing = serverAction(dismissDevice, { revalidate: () => [routes.ownSessions()] })
const ending = serverAction(endOwnSessions, { revalidate: () => [routes.ownSessions(), routes.settings()] })
