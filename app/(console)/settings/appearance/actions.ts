'use server'

import { revalidatePath } from 'next/cache'
import { answerAction } from '@/lib/actions/action'
import { chosenZoneOf } from '@/lib/appearance'
import { rememberLook } from '@/lib/auth/looks'
import { routes } from '@/lib/routes'

/** Remembers the zone times are to be shown in; null for the browser's own. What is no zone changes nothing. */
export async function setZone(zone: string | null): Promise<void> {
  await answerAction(async () => {
    const chosen = chosenZoneOf(zone)
    if (chosen !== null || zone === null) await rememberLook('zone-chosen', chosen)
    revalidatePath(routes.find(), 'layout')
    return { ok: true as const, value: null }
  })
}
