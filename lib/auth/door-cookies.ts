import type { SessionCookie } from './session-cookie'

/** What a browser holds around a sign-in, besides its session. */
export const DOOR_COOKIES = ['ticket', 'challenge', 'device'] as const
export type DoorCookie = (typeof DOOR_COOKIES)[number]

const SECONDS: Readonly<Record<DoorCookie, number>> = {
  /** As long as a ticket and a challenge are good. */
  ticket: 5 * 60,
  challenge: 5 * 60,
  /** A device is forgotten after a year without a sign-in. */
  device: 365 * 24 * 3600,
}

/** The name of a cookie; on https it is bound to this host and to https (RFC 6265bis section 4.1.3.2). */
export function doorCookieName(cookie: DoorCookie, consoleUrl: string): string {
  return `${consoleUrl.startsWith('https://') ? '__Host-' : ''}assay.${cookie}`
}

/** Its attributes. Unlike the session it is needed on no link from elsewhere: Strict. */
export function doorCookieOptions(cookie: DoorCookie, consoleUrl: string) {
  const secure = consoleUrl.startsWith('https://')
  const options: Omit<SessionCookie['options'], 'sameSite'> = { httpOnly: true, path: '/', secure }
  return { ...options, sameSite: 'strict', maxAge: SECONDS[cookie] } as const
}

/** The same as the text of a Set-Cookie header; an empty value removes it. */
export function setDoorCookie(cookie: DoorCookie, value: string, consoleUrl: string): string {
  const { maxAge, secure } = doorCookieOptions(cookie, consoleUrl)
  const age = value === '' ? 0 : maxAge
  const parts = [
    `${doorCookieName(cookie, consoleUrl)}=${value}`,
    'Path=/',
    `Max-Age=${age}`,
    'HttpOnly',
    'SameSite=Strict',
  ]
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
}
