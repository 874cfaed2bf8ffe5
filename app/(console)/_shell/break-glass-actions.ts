'use server'

import { serverAction } from '@/lib/actions/action'
import { acknowledgeBreakGlass } from '@/lib/services/operators/recovery/break-glass'

/** Notes that this owner saw a use of break-glass. */
export async function acknowledge(input: Parameters<typeof acknowledgeBreakGlass>[1]) {
  return acknowledging(input)
}

const acknowledging = serverAction(acknowledgeBreakGlass)
