/** How the console looks: as the system does, or fixed. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Cookies that only change the looks; none is ever trusted for anything else. A chosen zone goes before the browser's own. */
export type Look = 'theme' | 'zone' | 'zone-chosen'

/** How long a browser remembers them. */
export const YEAR_SECONDS = 365 * 24 * 3600

/** The name of such a cookie; on https it is bound to this host and to https (RFC 6265bis section 4.1.3.2). */
export function looksCookie(look: Look, origin: string): string {
  return `${origin.startsWith('https://') ? '__Host-' : ''}assay.${look}`
}

/** The cookie by which a page tells the server the browser's zone, as a script writes it. */
export function zoneCookie(zone: string, origin: string): string {
  const secure = origin.startsWith('https://') ? '; secure' : ''
  return `${looksCookie('zone', origin)}=${zone}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`
}

/** The theme a cookie or form value names; `system` for anything else. */
export function themeOf(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}

/** An IANA zone this machine knows; UTC for anything else. */
export function zoneOf(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z0-9_+/-]{1,64}$/.test(value)) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** A zone that was chosen and that this machine knows; null when there is none. */
export function chosenZoneOf(value: unknown): string | null {
  const zone = zoneOf(value)
  return zone === 'UTC' && value !== 'UTC' ? null : zone
}

/** The id under which the server has logged an error that reached the browser; undefined when it has none. */
export function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}
