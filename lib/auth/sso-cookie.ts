import { type SessionCookie, sessionCookie } from './session-cookie'

/** How long a browser keeps the key of its journey to the issuer, in seconds; the store decides whether it is still good. */
export const SSO_COOKIE_SECONDS = 10 * 60

/** The cookie that keeps a journey to the issuer with one browser. Lax, as the way back begins on another site. */
export function ssoCookie(consoleUrl: string): SessionCookie {
  const { name, options } = sessionCookie(consoleUrl)
  return { name: name.replace('session', 'sso'), options }
}

/** What the cookie holds: the key of the journey, and by what this browser is known, whose own cookie does not come back from another site. */
export interface SsoLuggage {
  readonly key: string
  readonly device: string
}

export function packLuggage({ key, device }: SsoLuggage): string {
  return `${key}.${device}`
}

/** Reads it back; null without a key. */
export function unpackLuggage(text: string | undefined): SsoLuggage | null {
  const [, key, device] = /^([\w-]{43})\.([\w-]{0,100})$/.exec(text ?? '') ?? []
  return key === undefined ? null : { key, device: device ?? '' }
}
