'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { answerAction } from '@/lib/actions/action'
import { CHOSEN_ZONE_COOKIE, chosenZoneOf, YEAR_SECONDS } from '@/lib/appearance'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { environment } from '@/lib/env'
import { routes } from '@/lib/routes'

/** Remembers the zone times are to be shown in; null for the browser's own. What is no zone changes nothing. */
export async function setZone(zone: string | null): Promise<void> {
  await answerAction(async () => {
    const { options } = sessionCookie(environment().consoleUrl)
    const chosen = chosenZoneOf(zone)
    const jar = await cookies()
    if (chosen !== null) jar.set(CHOSEN_ZONE_COOKIE, chosen, { ...options, maxAge: YEAR_SECONDS })
    else if (zone === null) jar.set(CHOSEN_ZONE_COOKIE, '', { ...options, maxAge: 0 })
    revalidatePath(routes.find(), 'layout')
    return { ok: true as const, value: null }
  })
}
