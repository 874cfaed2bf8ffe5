import { type SessionCookie, sessionCookie } from './session-cookie'

/** How long a browser keeps the key of its journey to the issuer, in seconds; the store decides whether it is still good. */
export const SSO_COOKIE_SECONDS = 10 * 60

/** The cookie that keeps a journey to the issuer with one browser. Lax, as the way back begins on another site. */
export function ssoCookie(consoleUrl: string): SessionCookie {
  const { name, options } = sessionCookie(consoleUrl)
  return { name: name.replace('session', 'sso'), options }
}
