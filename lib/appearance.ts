/** How the console looks: as the system does, or fixed. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Cookies that only change the looks; none is ever trusted for anything else. */
export const THEME_COOKIE = 'assay.theme'
export const ZONE_COOKIE = 'assay.zone'
/** The zone the operator chose to see times in; absent while the browser's own is to be used. */
export const CHOSEN_ZONE_COOKIE = 'assay.zone-chosen'

/** How long a browser remembers them. */
export const YEAR_SECONDS = 365 * 24 * 3600

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
