import { cookies } from 'next/headers'
import { chosenZoneOf, type Look, looksCookie, type Theme, themeOf, YEAR_SECONDS, zoneOf } from '@/lib/appearance'
import { environment } from '@/lib/env'
import { sessionCookie } from './session-cookie'

/** How this browser wants the console to look, as its cookies say. Nothing else is decided by them. */
export interface Looks {
  readonly theme: Theme
  /** The browser's own zone, as far as it has said. */
  readonly zone: string
  /** The zone the operator chose to see times in; null for the browser's. */
  readonly chosenZone: string | null
}

/** Reads them, inside a page or an action. */
export async function readLooks(): Promise<Looks> {
  const jar = await cookies()
  const held = (look: Look) => jar.get(looksCookie(look, environment().consoleUrl))?.value
  return { theme: themeOf(held('theme')), zone: zoneOf(held('zone')), chosenZone: chosenZoneOf(held('zone-chosen')) }
}

/** Has this browser remember one of them for a year, inside a server action; null has it forget. */
export async function rememberLook(look: Exclude<Look, 'zone'>, value: string | null): Promise<void> {
  const { consoleUrl } = environment()
  const { options } = sessionCookie(consoleUrl)
  const jar = await cookies()
  jar.set(looksCookie(look, consoleUrl), value ?? '', { ...options, maxAge: value === null ? 0 : YEAR_SECONDS })
}
